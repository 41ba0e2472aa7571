package io.blueshift.store.maintenance;

import io.blueshift.store.format.SegmentFormat;

/**
 * What is worth compacting.
 *
 * @param fullRows a segment with as many live rows is left alone
 * @param fullBytes or with a file of this size
 * @param deletedShare of its rows that makes a segment be written anew
 * @param growth how much larger than all smaller ones together the next segment, or run, may be to be merged with them
 * @param taskRowsMax rows that one task may write
 */
public record CompactionSettings(long fullRows, long fullBytes, double deletedShare, double growth, long taskRowsMax) {
    /** What happens in the background. */
    public static final CompactionSettings BACKGROUND = new CompactionSettings(
            SegmentFormat.SEGMENT_ROWS / 2,
            32L << 20,
            0.2,
            1,
            64L * SegmentFormat.SEGMENT_ROWS);

    /** Everything that makes a table better, whatever it costs. */
    public static CompactionSettings thorough() {
        return new CompactionSettings(
                BACKGROUND.fullRows,
                BACKGROUND.fullBytes,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Long.MAX_VALUE);
    }

    public CompactionSettings withFullBytes(long bytes) {
        return new CompactionSettings(fullRows, bytes, deletedShare, growth, taskRowsMax);
    }

    public CompactionSettings withDeletedShare(double share) {
        return new CompactionSettings(fullRows, fullBytes, share, growth, taskRowsMax);
    }
}
