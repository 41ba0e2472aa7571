package io.blueshift.connector.jdbc.fuzz;

import java.util.List;
import java.util.Optional;

/**
 * A column that random tables may have.
 *
 * @param type the source's, collation included
 * @param values literals of the source's SQL, edge values among them
 * @param presence how probable it is that a table has it
 * @param own how the source itself is told to compare it as the engine does, {@code %s} being its name; absent where
 *     it cannot be, so that no query in the source's own words has it
 */
public record FuzzColumn(String name, String type, Kind kind, List<String> values, double presence,
        Optional<String> own) {
    private static final double USUAL = 0.6;
    private static final double RARE = 0.1;

    /** What the engine's expressions can do with a column. */
    public enum Kind {
        INTEGER, DECIMAL, NUMBER, REAL, DOUBLE, TEXT, PADDED, DATE, TIME, ZONED_TIME, TIMESTAMP, INSTANT, BOOLEAN, UUID,
        BYTES,
        /** JSON with one key, {@code a}, or anything else. */
        DOCUMENT,
        /** An array of INTEGER. */
        NUMBERS,
        /** An array of VARCHAR. */
        WORDS,
        /** Read, counted and tested for NULL: rows, maps. */
        OPAQUE
    }

    public static FuzzColumn of(String name, String type, Kind kind, List<String> values) {
        return new FuzzColumn(name, type, kind, values, USUAL, Optional.empty());
    }

    /** In few tables, as it has values that the engine has not: what reads them fails. */
    public FuzzColumn rare() {
        return new FuzzColumn(name, type, kind, values, RARE, own);
    }

    /** The source compares it as the engine does. */
    public FuzzColumn inSource() {
        return inSource("%s");
    }

    /** @param spelling with {@code %s} for the name */
    public FuzzColumn inSource(String spelling) {
        return new FuzzColumn(name, type, kind, values, presence, Optional.of(spelling));
    }
}
