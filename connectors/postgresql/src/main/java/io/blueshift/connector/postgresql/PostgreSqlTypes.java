package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.ColumnReader;
import io.blueshift.connector.jdbc.EngineTimes;
import io.blueshift.connector.jdbc.ParameterWriter;
import io.blueshift.connector.jdbc.SourceTypes;
import io.blueshift.connector.jdbc.StandardReaders;
import io.blueshift.connector.jdbc.StandardWriters;
import io.blueshift.connector.postgresql.copy.Numbers;
import io.blueshift.connector.postgresql.text.Extremes;
import io.blueshift.connector.postgresql.text.TextReader;
import io.blueshift.connector.postgresql.text.TextReaders;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
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
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.TimestampUtils;

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
    private static final int SECONDS_PER_MINUTE = 60;

    private final Type json;
    private final Type hstore;
    private final ArrayMapping arrays;
    private final TextReaders texts;

    PostgreSqlTypes(TypeManager typeManager, ArrayMapping arrays) {
        this.json = typeManager.fromSqlType(StandardTypes.JSON);
        this.hstore = new MapType(VarcharType.VARCHAR, VarcharType.VARCHAR, typeManager.getTypeOperators());
        this.arrays = arrays;
        this.texts = new TextReaders(json);
    }

    /** The type of the extension's key-value pairs. */
    Type hstore() {
        return hstore;
    }

    Type json() {
        return json;
    }

    @Override
    public ColumnReader reader(RemoteColumn column) {
        Type type = column.type();
        return switch (type) {
            case NumberType _ ->
                objects(ResultSet::getString, (text, output) -> type.writeObject(output, Numbers.parse(text)));
            case DecimalType decimal -> decimals(decimal);
            case DateType _ -> objects(
                    (rows, index) -> Extremes.finite(rows.getObject(index, LocalDate.class), LocalDate.MAX,
                            LocalDate.MIN, type),
                    (value, output) -> type.writeLong(output, value.toEpochDay()));
            case TimeType _ ->
                objects((rows, index) -> Extremes.finite(rows.getObject(index, LocalTime.class), LocalTime.MAX, null,
                        type),
                        (value, output) -> type.writeLong(output, EngineTimes.time(value)));
            case TimeWithTimeZoneType _ ->
                objects((rows, index) -> Extremes.finite(rows.getObject(index, OffsetTime.class), OffsetTime.MAX, null,
                        type),
                        (value, output) -> type.writeLong(output,
                                EngineTimes.zonedTime(value.toLocalTime(), value.getOffset().getTotalSeconds(), type)));
            case TimestampType timestamp ->
                objects((rows, index) -> Extremes.finite(rows.getObject(index, LocalDateTime.class), LocalDateTime.MAX,
                        LocalDateTime.MIN, type),
                        (value, output) -> EngineTimes.writeTimestamp(timestamp, output, value));
            case TimestampWithTimeZoneType timestamp ->
                objects((rows, index) -> Extremes.finite(rows.getObject(index, OffsetDateTime.class),
                        OffsetDateTime.MAX,
                        OffsetDateTime.MIN, type),
                        (value, output) -> EngineTimes.writeInstant(timestamp, output, value.toInstant()));
            case ArrayType _,RowType _,MapType _ -> structured(type);
            default -> type.equals(json) ? StandardReaders.json(json) : StandardReaders.forType(type).orElseThrow();
        };
    }

    private ColumnReader structured(Type type) {
        TextReader reader = texts.of(type);
        return (rows, index, output) -> {
            String text = rows.getString(index);
            if (text == null) {
                output.appendNull();
            } else {
                reader.read(text, times(rows), output);
            }
        };
    }

    /** The driver's own parser: it shows no other way to the one that its results use. */
    @SuppressWarnings("deprecation")
    private static TimestampUtils times(ResultSet rows) throws SQLException {
        return rows.getStatement().getConnection().unwrap(BaseConnection.class).getTimestampUtils();
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

    @Override
    public ParameterWriter writer(Type type, String remoteType) {
        if (type.equals(json)) {
            return StandardWriters.text();
        }
        return switch (type) {
            case ArrayType _,RowType _,MapType _ ->
                (statement, index, value) -> statement.setString(index, StructuredLiterals.text(type, value));
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
        if (type instanceof ArrayType array) {
            // Two dimensions are written [][]
            return arrays == ArrayMapping.AS_ARRAY
                    ? columnType(array.getElementType()).map(element -> element + "[]")
                    : Optional.empty();
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
