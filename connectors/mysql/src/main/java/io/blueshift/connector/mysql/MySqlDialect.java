package io.blueshift.connector.mysql;

import io.airlift.slice.Slice;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteFunction;
import io.blueshift.pushdown.TextSemantics;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_SECOND;
import static java.lang.Float.intBitsToFloat;
import static java.util.Objects.requireNonNull;

/** MySQL's spelling of SQL, which is MariaDB's but for names of collations, and which constants it can be asked about. */
class MySqlDialect implements Dialect {
    /** Not a type of MySQL's: reads a geometry as its well-known text. */
    static final String WELL_KNOWN_TEXT = "well-known text";
    /** Reads a vector, which either server casts to bytes only. */
    static final String VECTOR_TEXT = "vector as text";

    // The manual promises dates from the year 1000 to 9999; comparing with others is allowed, and means little
    private static final long DATE_MIN = LocalDate.of(1000, 1, 1).toEpochDay();
    private static final long DATE_MAX = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long SECOND_MIN = LocalDate.of(1000, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    private static final long SECOND_MAX = LocalDate.of(9999, 12, 31).atTime(23, 59, 59).toEpochSecond(ZoneOffset.UTC);
    // A TIMESTAMP is an unsigned 31-bit number of seconds, and 0 stands for the zero date
    private static final long INSTANT_MILLIS_MIN = 1_000;
    private static final long INSTANT_MILLIS_MAX = Integer.MAX_VALUE * 1_000L + 999;
    private static final int SORTED_CHARACTERS_MAX = 1_024 / 4;
    // As measured: 3 and 10 microseconds, beside 0.4 for a row
    private static final int ROWS_PER_NUMBER = 8;
    private static final int ROWS_PER_TEXT = 32;
    private static final int SCALE_MAX = 30;
    private static final int YEAR_MIN = 1901;
    private static final int YEAR_MAX = 2155;

    private final ServerKind kind;

    MySqlDialect(ServerKind kind) {
        this.kind = requireNonNull(kind, "kind is null");
    }

    @Override
    public String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    /** A bare text next to a temporal column would be compared as text in places, and guessed at in others. */
    @Override
    public String placeholder(String remoteType) {
        return switch (MySqlColumnTypes.baseName(remoteType)) {
            case "date" -> "CAST(? AS DATE)";
            case "time" -> "CAST(? AS TIME(6))";
            case "datetime", "timestamp" -> "CAST(? AS DATETIME(6))";
            default -> "?";
        };
    }

    @Override
    public String cast(String expression, String remoteType) {
        return switch (remoteType) {
            case WELL_KNOWN_TEXT -> "ST_AsText(" + expression + ")";
            case VECTOR_TEXT -> (kind.isMariaDb() ? "VEC_ToText(" : "VECTOR_TO_STRING(") + expression + ")";
            default -> "CAST(" + expression + " AS " + remoteType + ")";
        };
    }

    /** The bytes of the text in UTF-8, whose order is that of code points. No collation, no padding. */
    @Override
    public String binaryText(String expression) {
        return "CAST(CONVERT(" + expression + " USING utf8mb4) AS BINARY)";
    }

    @Override
    public String characters(String expression) {
        return "CONVERT(" + expression + " USING utf8mb4) COLLATE utf8mb4_bin";
    }

    /** Of a column that is NOT NULL, IS NULL finds the zero date. */
    @Override
    public String nullTest(String column, Type type, boolean negated) {
        boolean hasZero = type instanceof DateType || type instanceof TimestampType;
        return hasZero && !negated ? column + " <=> NULL" : Dialect.super.nullTest(column, type, negated);
    }

    @Override
    public String identical(String left, String right) {
        return left + " <=> " + right;
    }

    @Override
    public boolean hasFullJoin() {
        return false;
    }

    /** A hash join of MySQL 8.0 takes NULLs of the side that may be missing for 0 or the empty text, if it converts them. */
    @Override
    public boolean outerJoinsMatchNulls() {
        return !kind.isMariaDb();
    }

    @Override
    public String textOfBinary(String expression) {
        return "CONVERT(" + expression + " USING utf8mb4)";
    }

    @Override
    public String wideInteger() {
        return "SIGNED";
    }

    @Override
    public String exactInteger() {
        return "DECIMAL(65, 0)";
    }

    /** A BIGINT UNSIGNED, and BIT(64), which is cast to UNSIGNED. */
    @Override
    public boolean holdsIntegers(String remoteType) {
        return remoteType.equals("UNSIGNED") || MySqlColumnTypes.baseName(remoteType).equals("bigint");
    }

    @Override
    public int scaleMax() {
        return SCALE_MAX;
    }

    @Override
    public TextSemantics plainText() {
        return TextSemantics.binary(kind.plainCollation());
    }

    @Override
    public String function(RemoteFunction function, List<String> arguments) {
        return MySqlFunctions.text(function, arguments, kind.plainCollation());
    }

    @Override
    public boolean computes(RemoteFunction function, List<Type> types) {
        return MySqlFunctions.computes(function, types);
    }

    /** MariaDB's is text. */
    @Override
    public boolean parsesOnce(String remoteType) {
        return !kind.isMariaDb() && remoteType.equals("json");
    }

    @Override
    public Optional<String> parameterType(Type type) {
        return switch (type) {
            case DecimalType _ -> Optional.of("decimal");
            case VarcharType _ -> Optional.of("varchar");
            case BooleanType _ -> Optional.of("bit");
            case TimestampType timestamp when timestamp.isShort() -> Optional.of("datetime");
            default -> Dialect.super.parameterType(type);
        };
    }

    /** The more constants, the more ranges of an index are thought about; without one, a sorted list is searched. */
    @Override
    public OptionalInt rowsPerConstant(RemoteColumn column) {
        if (column.readAs().isPresent()) {
            return OptionalInt.empty();
        }
        return switch (column.type()) {
            case TinyintType _,SmallintType _,IntegerType _,BigintType _,DecimalType _,DateType _,TimestampType _ ->
                OptionalInt.of(ROWS_PER_NUMBER);
            case VarcharType _,CharType _ -> OptionalInt.of(ROWS_PER_TEXT);
            default -> OptionalInt.empty();
        };
    }

    /** As ranges, which are counted and estimated before the query runs: 700 keys and 2,000 take it 150 ms. */
    @Override
    public boolean combinesLists() {
        return true;
    }

    /** Each text may be there twice, see {@link Comparability.Text}. */
    @Override
    public long listBytesMax() {
        return kind.packetBytesMax() / 4;
    }

    @Override
    public Optional<Type> storedInteger(RemoteColumn column) {
        return switch (MySqlColumnTypes.baseName(column.remoteType())) {
            case "tinyint", "smallint", "mediumint", "int" -> Optional.of(IntegerType.INTEGER);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean narrowInteger(RemoteColumn column) {
        return switch (MySqlColumnTypes.baseName(column.remoteType())) {
            case "tinyint", "smallint", "mediumint", "int", "year" -> true;
            default -> false;
        };
    }

    /** Sorting looks at {@code max_sort_length} bytes, which are 1,024: a character takes up to four. */
    @Override
    public boolean sortsWhole(RemoteColumn column) {
        return switch (column.type()) {
            case VarcharType text -> text.getLength().isPresent() && text.getBoundedLength() <= SORTED_CHARACTERS_MAX;
            case CharType text -> text.getLength() <= SORTED_CHARACTERS_MAX;
            case VarbinaryType _ -> false;
            default -> true;
        };
    }

    /** To MySQL NULL is less than everything, and cannot be told to be anything else. */
    @Override
    public String sortKey(Supplier<String> expression, boolean ascending, boolean nullsFirst) {
        String nulls = ascending == nullsFirst
                ? ""
                : expression.get() + (nullsFirst ? " IS NOT NULL, " : " IS NULL, ");
        return nulls + expression.get() + (ascending ? "" : " DESC");
    }

    @Override
    public boolean expressible(RemoteColumn column, Object value) {
        if (column.comparability() instanceof Comparability.Text(var semantics)) {
            return MySqlCollations.holds(semantics.collation(), ((Slice) value).toStringUtf8());
        }
        return switch (column.type()) {
            case DateType _ -> (long) value >= DATE_MIN && (long) value <= DATE_MAX;
            case TimestampType _ -> {
                long second = Math.floorDiv((long) value, (long) MICROSECONDS_PER_SECOND);
                yield second >= SECOND_MIN && second <= SECOND_MAX;
            }
            case TimestampWithTimeZoneType _ -> {
                long millis = value instanceof LongTimestampWithTimeZone instant
                        ? instant.getEpochMillis()
                        : unpackMillisUtc((long) value);
                yield millis >= INSTANT_MILLIS_MIN && millis <= INSTANT_MILLIS_MAX;
            }
            case RealType _ -> Float.isFinite(intBitsToFloat(((Long) value).intValue()));
            case DoubleType _ -> Double.isFinite((double) value);
            // One or two digits next to a YEAR are completed to a year of the last or this century
            default -> !MySqlColumnTypes.baseName(column.remoteType()).equals("year")
                    || (long) value >= YEAR_MIN && (long) value <= YEAR_MAX;
        };
    }
}
