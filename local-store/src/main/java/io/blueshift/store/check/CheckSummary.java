package io.blueshift.store.check;

/** What a check looked at and how much of it was wrong. */
public record CheckSummary(int tables, int versions, int segments, int deleteVectors, long bytes, int faults) {
    static final CheckSummary NOTHING = new CheckSummary(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public CheckSummary plus(CheckSummary other) {
        return new CheckSummary(
                tables + other.tables,
                versions + other.versions,
                segments + other.segments,
                deleteVectors + other.deleteVectors,
                bytes + other.bytes,
                faults + other.faults);
    }
}
