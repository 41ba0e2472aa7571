package io.blueshift.connector.postgresql;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceUtf8;
import io.blueshift.connector.jdbc.EngineTimes;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteFunction;
import io.trino.spi.TrinoException;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.postgresql.PGConnection;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/** PostgreSQL's SQL. */
class PostgreSqlDialect implements Dialect {
    /** NAMEDATALEN - 1; the server would cut longer names without an error. */
    private static final int IDENTIFIER_BYTES_MAX = 63;

    /** Julian day 0, where PostgreSQL's dates begin. */
    private static final LocalDate FIRST_DATE = LocalDate.of(-4713, 11, 24);
    /** The engine's go on for some thousand years. */
    private static final long LAST_DAY = LocalDate.of(5_874_897, 12, 31).toEpochDay();

    private static final DateRange DATES = new DateRange(LocalDate.of(-4711, 1, 1), LocalDate.of(290_000, 1, 1));

    /** Types for which the driver's parameters already have the right type. */
    private static final Set<String> TYPED_BY_DRIVER = Set.of("smallint", "integer", "bigint", "real",
            "double precision",
            "boolean", "text", "character varying", "bytea", "date", "uuid", "time without time zone",
            "time with time zone",
            "timestamp without time zone", "timestamp with time zone");

    private static final Set<String> HASHED = Set.of("smallint", "integer", "bigint", "numeric", "boolean", "text",
            "character varying", "character", "bytea", "date", "uuid", "time without time zone",
            "timestamp without time zone", "timestamp with time zone");

    private static final int HASHED_SINCE = 14;

    // As measured: 2 and 4 microseconds, with an index or without, beside half a microsecond for a row
    private static final int ROWS_PER_NUMBER = 4;
    private static final int ROWS_PER_TEXT = 8;

    /** Length, precision or scale. */
    private static final Pattern MODIFIER = Pattern.compile("\\([-0-9, ]+\\)");

    /** Types that without a length would mean a short one, with what takes any length. */
    private static final Map<String, String> UNCUT = Map.of("character", "bpchar", "character[]", "bpchar[]", "bit",
            "bit varying",
            "bit[]", "bit varying[]", "name", "text", "name[]", "text[]");

    private volatile boolean hashesLists;
    private volatile boolean unicode;

    /** Learns the server's version, and in which character set it keeps texts. */
    void connected(Connection connection) throws SQLException {
        unicode = "UTF8".equals(connection.unwrap(PGConnection.class).getParameterStatus("server_encoding"));
        hashesLists = connection.getMetaData().getDatabaseMajorVersion() >= HASHED_SINCE;
    }

    @Override
    public String quote(String identifier) {
        if (identifier.getBytes(StandardCharsets.UTF_8).length > IDENTIFIER_BYTES_MAX) {
            throw new TrinoException(NOT_SUPPORTED,
                    "PostgreSQL names have at most " + IDENTIFIER_BYTES_MAX + " bytes: " + identifier);
        }
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String placeholder(String remoteType) {
        String type = unmodified(remoteType);
        return TYPED_BY_DRIVER.contains(type) ? "?" : "CAST(? AS " + uncut(remoteType) + ")";
    }

    @Override
    public String literal(Literal literal) {
        return PostgreSqlLiterals.of(literal.value(), uncut(literal.remoteType()));
    }

    /** The text of an array: read at once, where each constant of a list would be parsed and cast by itself. */
    @Override
    public Optional<String> oneOfMany(String value, List<Literal> constants) {
        return Optional
                .of(value + " = ANY (" + PostgreSqlLiterals.array(constants.stream().map(Literal::value).toList(),
                        uncut(constants.getFirst().remoteType())) + ")");
    }

    /** Those whose equality has a hash. Before version 14 a row was compared with every constant. */
    @Override
    public OptionalInt rowsPerConstant(RemoteColumn column) {
        if (!hashesLists || !HASHED.contains(unmodified(column.comparedAs()))) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(column.type().getJavaType() == long.class ? ROWS_PER_NUMBER : ROWS_PER_TEXT);
    }

    @Override
    public Optional<Type> storedInteger(RemoteColumn column) {
        return switch (column.remoteType()) {
            case "smallint" -> Optional.of(SmallintType.SMALLINT);
            case "integer" -> Optional.of(IntegerType.INTEGER);
            default -> Optional.empty();
        };
    }

    /** A length or scale would cut a value, and then it would be another one; assignment to a column does not cut. */
    private static String unmodified(String remoteType) {
        return remoteType.contains("\"") ? remoteType : MODIFIER.matcher(remoteType).replaceAll("");
    }

    /** The type that holds all values of this type and of others of its kind, to cast to. */
    static String uncut(String remoteType) {
        String type = unmodified(remoteType);
        return UNCUT.getOrDefault(type, type);
    }

    @Override
    public String binaryText(String expression) {
        return expression + " COLLATE \"C\"";
    }

    @Override
    public String function(RemoteFunction function, List<String> arguments) {
        return PostgreSqlFunctions.text(function, arguments);
    }

    @Override
    public boolean computes(RemoteFunction function, List<Type> types) {
        if (function == RemoteFunction.ELEMENT_OF && types.getFirst() instanceof VarcharType) {
            return unicode;
        }
        // A time with a zone of its own
        return types.stream().noneMatch(TimeWithTimeZoneType.class::isInstance);
    }

    /** JSON as such is text, and may have what is no text: U+0000. What is kept in another character set is not asked. */
    @Override
    public boolean parsesOnce(String remoteType) {
        return unicode && remoteType.equals("jsonb");
    }

    /** Within those of its timestamps, through which it adds months. */
    @Override
    public DateRange dates() {
        return DATES;
    }

    @Override
    public boolean hasYearZero() {
        return false;
    }

    @Override
    public Optional<String> parameterType(Type type) {
        return type instanceof TimestampType timestamp && timestamp.isShort()
                ? Optional.of("timestamp without time zone")
                : Dialect.super.parameterType(type);
    }

    /** A cast fails where there is no room. */
    @Override
    public Optional<String> computedType(Type type) {
        return switch (type) {
            case TinyintType _ -> Optional.empty();
            case SmallintType _ -> Optional.of("smallint");
            case IntegerType _ -> Optional.of("integer");
            default -> parameterType(type);
        };
    }

    /** SMALLINT and INTEGER, also where they are read as BIGINT. */
    @Override
    public boolean narrowInteger(RemoteColumn column) {
        return column.remoteType().equals("smallint") || column.remoteType().equals("integer");
    }

    /** A cast that has no room for a sum is an error, which is the engine's too. */
    @Override
    public Optional<String> sumType(Type type) {
        return Optional.of(type instanceof DecimalType decimal
                ? "numeric(" + decimal.getPrecision() + ", " + decimal.getScale() + ")"
                : "bigint");
    }

    @Override
    public boolean expressible(RemoteColumn column, Object value) {
        return switch (column.type()) {
            case VarcharType _,CharType _ -> text((Slice) value);
            case DateType _ -> (long) value >= FIRST_DATE.toEpochDay() && (long) value <= LAST_DAY;
            case TimestampType type -> !EngineTimes.timestamp(type, value).toLocalDate().isBefore(FIRST_DATE);
            case TimestampWithTimeZoneType type -> !EngineTimes.instant(type, value).toLocalDate().isBefore(FIRST_DATE);
            default -> true;
        };
    }

    /** PostgreSQL's text holds neither NUL nor what is not UTF-8; a column can therefore not contain the value. */
    private static boolean text(Slice value) {
        return value.indexOfByte(0) < 0 && SliceUtf8.fixInvalidUtf8(value).equals(value);
    }
}
