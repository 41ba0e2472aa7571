package io.blueshift.pushdown;

/**
 * How one kind of source spells SQL. Stateless and safe for all threads.
 */
public interface Dialect {
    /** The identifier as the source reads it back unchanged, whatever characters it holds. */
    String quote(String identifier);

    /** The parameter marker for a value of this remote type, cast where the source would guess wrongly. */
    String placeholder(String remoteType);

    /**
     * A constant as part of a statement that takes no parameters. It must mean what the bound parameter would, of the
     * same type, whatever characters it holds.
     *
     * @throws UnsupportedOperationException if statements of this source are never sent so
     */
    default String literal(RemoteExpression.Literal literal) {
        throw new UnsupportedOperationException("constants are sent as parameters");
    }

    /** An expression of the given remote type, cast. Used to read and compare what the engine has no type for. */
    default String cast(String expression, String remoteType) {
        return "CAST(" + expression + " AS " + remoteType + ")";
    }

    /**
     * A text expression that compares by code points whatever its own collation. Only called for columns whose
     * {@link TextSemantics#binaryOnDemand()} is true.
     */
    String binaryText(String expression);

    /** A comparison that is true unless the number is NaN. Only called for {@link Comparability.Floating} columns. */
    default String notNaN(String expression) {
        return expression + " < 'NaN'";
    }

    /** The query cut after that many rows. */
    default String limited(String query, long rows) {
        return query + " LIMIT " + rows;
    }

    /**
     * Whether the source can be asked about this value at all. A false answer keeps the predicate with the engine,
     * where an attempt would be an error of the source: a date before its calendar, a NUL in its text.
     *
     * @param value in the engine's own representation of the column's type
     */
    default boolean expressible(RemoteColumn column, Object value) {
        return true;
    }
}
