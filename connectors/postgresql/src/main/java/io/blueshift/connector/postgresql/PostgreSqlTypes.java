package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.ColumnReader;
import io.blueshift.connector.jdbc.EngineTimes;
import io.blueshift.connector.jdbc.ParameterWriter;
import io.blueshift.connector.jdbc.SourceTypes;
import io.blueshift.connector.jdbc.StandardReaders;
import io.blueshift.connector.jdbc.StandardWriters;
import io.blueshift.connector.postgresql.copy.Numbers;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.TrinoNumber;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Optional;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;
import static io.blueshift.connector.jdbc.StandardReaders.objects;
import static io.trino.spi.type.DateTimeEncoding.unpackOffsetMinutes;
import static io.trino.spi.type.DateTimeEncoding.unpackTimeNanos;

/**
 * How values travel between PostgreSQL and the engine. PostgreSQL's infinite dates, its 24:00 and its NaN in a DECIMAL
 * are errors that say so: the engine has no such values, and any other would be a lie.
 */
class PostgreSqlTypes implements SourceTypes {
    private static final int TIME_DIGITS_MAX = 6;
    private static final int VARCHAR_LENGTH_MAX = 10_485_760;
    /** The driver's stand-in for infinity is the greatest value of the Java class. */
    private static final String INFINITY = "infinity";
    private static final int SECONDS_PER_MINUTE = 60;

    private final Type json;

    PostgreSqlTypes(TypeManager typeManager) {
        this.json = typeManager.fromSqlType(StandardTypes.JSON);
    }

    Type json() {
        return json;
    }

    @Override
    public ColumnReader reader(RemoteColumn column) {
        Type type = column.type();
        return switch (type) {
            case NumberType _ ->
                objects(ResultSet::getString, (text, output) -> type.writeObject(output, number(text)));
            case DecimalType decimal -> decimals(decimal);
            case DateType _ -> objects(
                    (rows, index) -> finite(rows.getObject(index, LocalDate.class), LocalDate.MAX, LocalDate.MIN, type),
                    (value, output) -> type.writeLong(output, value.toEpochDay()));
            case TimeType _ ->
                objects((rows, index) -> finite(rows.getObject(index, LocalTime.class), LocalTime.MAX, null, type),
                        (value, output) -> type.writeLong(output, EngineTimes.time(value)));
            case TimeWithTimeZoneType _ ->
                objects((rows, index) -> finite(rows.getObject(index, OffsetTime.class), OffsetTime.MAX, null, type),
                        (value, output) -> type.writeLong(output,
                                EngineTimes.zonedTime(value.toLocalTime(), value.getOffset().getTotalSeconds(), type)));
            case TimestampType timestamp ->
                objects((rows, index) -> finite(rows.getObject(index, LocalDateTime.class), LocalDateTime.MAX,
                        LocalDateTime.MIN, type),
                        (value, output) -> EngineTimes.writeTimestamp(timestamp, output, value));
            case TimestampWithTimeZoneType timestamp ->
                objects((rows, index) -> finite(rows.getObject(index, OffsetDateTime.class), OffsetDateTime.MAX,
                        OffsetDateTime.MIN, type),
                        (value, output) -> EngineTimes.writeInstant(timestamp, output, value.toInstant()));
            default -> type.equals(json) ? StandardReaders.json(json) : StandardReaders.forType(type).orElseThrow();
        };
    }

    private static <T> T finite(T value, T greatest, T least, Type type) {
        if (value != null && value.equals(greatest)) {
            throw notRepresentable(
                    greatest instanceof LocalTime || greatest instanceof OffsetTime ? "24:00:00" : INFINITY, type);
        }
        if (value != null && value.equals(least)) {
            throw notRepresentable("-" + INFINITY, type);
        }
        return value;
    }

    private static ColumnReader decimals(DecimalType type) {
        return objects((rows, index) -> decimal(rows, index, type),
                (value, output) -> StandardReaders.writeDecimal(type, output, value));
    }

    private static BigDecimal decimal(ResultSet rows, int index, DecimalType type) throws SQLException {
        try {
            return rows.getBigDecimal(index);
        } catch (SQLException e) {
            if ("NaN".equals(rows.getString(index))) {
                throw notRepresentable("NaN", type);
            }
            throw e;
        }
    }

    private static TrinoNumber number(String text) {
        return switch (text) {
            case "NaN" -> TrinoNumber.from(new TrinoNumber.NotANumber());
            case "Infinity" -> TrinoNumber.from(new TrinoNumber.Infinity(false));
            case "-Infinity" -> TrinoNumber.from(new TrinoNumber.Infinity(true));
            default -> Numbers.of(new BigDecimal(text));
        };
    }

    @Override
    public ParameterWriter writer(Type type, String remoteType) {
        if (type.equals(json)) {
            return StandardWriters.text();
        }
        return switch (type) {
            case NumberType _ ->
                (statement, index, value) -> statement.setString(index, Numbers.text((TrinoNumber) value));
            case TimeWithTimeZoneType _ -> (statement, index, value) -> statement.setObject(index,
                    EngineTimes.time(unpackTimeNanos((long) value) * 1_000)
                            .atOffset(
                                    ZoneOffset.ofTotalSeconds(unpackOffsetMinutes((long) value) * SECONDS_PER_MINUTE)));
            default -> StandardWriters.forType(type)
                    .orElseThrow(() -> new IllegalArgumentException("no writer for " + type.getDisplayName()));
        };
    }

    @Override
    public Optional<String> columnType(Type type) {
        if (type.equals(json)) {
            return Optional.of("jsonb");
        }
        return Optional.ofNullable(switch (type) {
            case BooleanType _ -> "boolean";
            case TinyintType _,SmallintType _ -> "smallint";
            case IntegerType _ -> "integer";
            case BigintType _ -> "bigint";
            case RealType _ -> "real";
            case DoubleType _ -> "double precision";
            case DecimalType decimal -> "numeric(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
            case NumberType _ -> "numeric";
            case VarcharType varchar -> varchar.isUnbounded() || varchar.getBoundedLength() > VARCHAR_LENGTH_MAX
                    ? "text"
                    : "character varying(" + varchar.getBoundedLength() + ")";
            case CharType padded -> "character(" + padded.getLength() + ")";
            case VarbinaryType _ -> "bytea";
            case DateType _ -> "date";
            case TimeType time when time.getPrecision() <= TIME_DIGITS_MAX ->
                "time(" + time.getPrecision() + ") without time zone";
            case TimeWithTimeZoneType time when time.getPrecision() <= TIME_DIGITS_MAX ->
                "time(" + time.getPrecision() + ") with time zone";
            case TimestampType timestamp when timestamp.getPrecision() <= TIME_DIGITS_MAX ->
                "timestamp(" + timestamp.getPrecision() + ") without time zone";
            case TimestampWithTimeZoneType timestamp when timestamp.getPrecision() <= TIME_DIGITS_MAX ->
                "timestamp(" + timestamp.getPrecision() + ") with time zone";
            case UuidType _ -> "uuid";
            default -> null;
        });
    }
}
