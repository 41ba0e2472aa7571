package io.blueshift.pushdown;

import io.trino.spi.type.Type;

import java.util.Optional;

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

    /** What {@link #binaryText} made, as text again. */
    default String textOfBinary(String expression) {
        return expression;
    }

    /** As {@link #binaryText}, for pattern matching, which goes by characters and not by bytes. */
    default String characters(String expression) {
        return binaryText(expression);
    }

    /** Whether a text matches a pattern; without an escape character no character escapes. */
    default String like(String expression, String pattern, Optional<String> escape) {
        return expression + " LIKE " + pattern + " ESCAPE " + escape.orElse("''");
    }

    /** A comparison for which NULL is a value like others. */
    default String identical(String left, String right) {
        return left + " IS NOT DISTINCT FROM " + right;
    }

    /** The remote type in which an integer of at most 32 bits is cast to one of 64. */
    default String wideInteger() {
        return "bigint";
    }

    /** Whether the column holds integers of at most 33 bits, so that sums of a billion of them fit into 64. */
    default boolean narrowInteger(RemoteColumn column) {
        return false;
    }

    /**
     * The remote type to which a sum is cast, so that the source refuses what the engine's type of the sum cannot hold.
     * Absent where the source would clamp it instead: then the sum comes back as it is, and reading it is the error.
     */
    default Optional<String> sumType(Type type) {
        return Optional.empty();
    }

    /** Whether the source sorts and groups by the whole of such values, not by their first bytes. */
    default boolean sortsWhole(RemoteColumn column) {
        return true;
    }

    /** Whether the source has FULL JOIN, at least on equal columns. */
    default boolean hasFullJoin() {
        return true;
    }

    /** One key of an ORDER BY, NULLs where they are to be. */
    default String sortKey(String expression, boolean ascending, boolean nullsFirst) {
        return expression + (ascending ? "" : " DESC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
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
