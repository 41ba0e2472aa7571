package io.blueshift.pushdown;

import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

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

    /**
     * Whether a value is one of very many constants, none of them NULL, written so that the source looks the value up instead
     * of comparing it with each. Empty if its IN does that.
     *
     * @param value written once
     */
    default Optional<String> oneOfMany(String value, List<RemoteExpression.Literal> constants) {
        return Optional.empty();
    }

    /** Whether lists of constants for several columns of an index are taken as all combinations of them. */
    default boolean combinesLists() {
        return false;
    }

    /**
     * What a constant of a long list costs: as much as reading so many rows, about. Absent where the source compares each
     * value of the column with each constant.
     */
    default OptionalInt rowsPerConstant(RemoteColumn column) {
        return OptionalInt.empty();
    }

    /** How long the constants of a list may be together: statements have a limit. */
    default long listBytesMax() {
        return 64 << 20;
    }

    /** The type of a column of integers as they are stored, if that is shorter than BIGINT and nothing but integers. */
    default Optional<Type> storedInteger(RemoteColumn column) {
        return Optional.empty();
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

    /** Whether a column's value is NULL, or is not if {@code negated}. */
    default String nullTest(String column, Type type, boolean negated) {
        // IS NULL is true of a row of NULLs, too, and IS NOT NULL of no row that has one
        return type instanceof RowType
                ? (negated ? "NOT " : "") + "(" + identical(column, "NULL") + ")"
                : column + (negated ? " IS NOT NULL" : " IS NULL");
    }

    /** A comparison for which NULL is a value like others. */
    default String identical(String left, String right) {
        return left + " IS NOT DISTINCT FROM " + right;
    }

    /**
     * The text of a function, without regard to what stands around it. Arguments that are text went through
     * {@link RemoteFunction#PLAIN_TEXT}. Every argument is
     * written once, and in this order: they may hold parameters.
     */
    default String function(RemoteFunction function, List<String> arguments) {
        return FunctionText.standard(function, arguments);
    }

    /**
     * Whether the source's function gives the engine's result.
     *
     * @param types the engine's, of its arguments and, last, of its result
     */
    default boolean computes(RemoteFunction function, List<Type> types) {
        return false;
    }

    /** Whether a document of this remote type is kept parsed: each key once, and nothing in it that cannot be read. */
    default boolean parsesOnce(String remoteType) {
        return false;
    }

    /** How {@link RemoteFunction#PLAIN_TEXT}, and what is made of it, compares. */
    default TextSemantics plainText() {
        return TextSemantics.binary("C");
    }

    /** The remote type of parameters within expressions, without length; absent for types that have none there. */
    default Optional<String> parameterType(Type type) {
        return switch (type) {
            case TinyintType _,SmallintType _,IntegerType _,BigintType _ -> Optional.of("bigint");
            case DecimalType _ -> Optional.of("numeric");
            case VarcharType _ -> Optional.of("text");
            case BooleanType _ -> Optional.of("boolean");
            case DateType _ -> Optional.of("date");
            default -> Optional.empty();
        };
    }

    /** Whether the source counts a year 0 before 1, as the engine does; else the year before 1 is -1. */
    default boolean hasYearZero() {
        return true;
    }

    /** The dates that the source computes with, both ends included. */
    record DateRange(LocalDate first, LocalDate last) {}

    /** Outside of these nothing is computed of a date. */
    default DateRange dates() {
        return new DateRange(LocalDate.of(1000, 1, 1), LocalDate.of(9999, 12, 31));
    }

    /** The remote type in which integers of some 60 digits are computed, and none of them overflows. */
    default String exactInteger() {
        return "numeric";
    }

    /** Whether this is a type of integers, in which the source would compute what the engine has made decimals of. */
    default boolean holdsIntegers(String remoteType) {
        return false;
    }

    /** Digits behind the point beyond which the source rounds products. */
    default int scaleMax() {
        return 38;
    }

    /**
     * The remote type to which a computed value is cast before it is read, so that it comes in the form that the
     * engine's type is read in, and fails where the engine's has no room for it. Absent if the source would cut it
     * instead.
     */
    default Optional<String> computedType(Type type) {
        return Optional.empty();
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

    /** Whether an outer join may match a NULL unless it is told that the key is not NULL: an error of the source's. */
    default boolean outerJoinsMatchNulls() {
        return false;
    }

    /**
     * One key of an ORDER BY, NULLs where they are to be.
     *
     * @param expression to be asked for whenever it is written: it may hold parameters
     */
    default String sortKey(Supplier<String> expression, boolean ascending, boolean nullsFirst) {
        return expression.get() + (ascending ? "" : " DESC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
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
