package io.blueshift.connector.jdbc.fuzz;

import java.util.List;

/**
 * A column that random tables may have.
 *
 * @param type the source's, collation included
 * @param values literals of the source's SQL, edge values among them
 */
public record FuzzColumn(String name, String type, Kind kind, List<String> values) {
    /** What the engine's expressions can do with a column. */
    public enum Kind {
        INTEGER, DECIMAL, DOUBLE, TEXT, DATE, TIMESTAMP, BOOLEAN
    }
}
