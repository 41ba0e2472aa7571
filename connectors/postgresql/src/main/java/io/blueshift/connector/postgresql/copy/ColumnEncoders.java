package io.blueshift.connector.postgresql.copy;

import io.airlift.slice.Slice;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.block.Block;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateTimeEncoding;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.Optional;
import java.util.regex.Pattern;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.RealType.REAL;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.UuidType.UUID;

/**
 * Which encoder writes which column: in the binary format bytes mean what the server's type makes of them, so both types
 * decide, and whatever is not listed has none.
 */
final class ColumnEncoders {
    private static final Pattern MODIFIER = Pattern.compile(" ?\\(.*?\\)");
    private static final int JSONB_VERSION = 1;
    private static final int PICOS_PER_MICRO = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final Type json;

    /** @param json the engine's type for JSON */
    ColumnEncoders(Type json) {
        this.json = json;
    }

    /** @return empty for columns that only the driver's parameters write */
    Optional<ColumnEncoder> encoder(RemoteColumn column) {
        Type type = column.type();
        return Optional.ofNullable(switch (MODIFIER.matcher(column.remoteType()).replaceAll("")) {
            case "boolean" -> type instanceof BooleanType ? booleans() : null;
            case "smallint" -> smallints(type);
            case "integer" -> type.equals(INTEGER) ? ints(INTEGER::getInt) : null;
            case "bigint" -> type.equals(BIGINT) ? longs(BIGINT::getLong) : null;
            case "real" -> type.equals(REAL) ? ints((block, position) -> (int) REAL.getLong(block, position)) : null;
            case "double precision" -> type.equals(DOUBLE)
                    ? longs((block, position) -> Double.doubleToLongBits(DOUBLE.getDouble(block, position)))
                    : null;
            case "numeric" -> type instanceof DecimalType decimal ? decimals(decimal) : null;
            case "text", "character varying" -> type instanceof VarcharType ? slices(type) : null;
            case "character" -> type instanceof CharType ? slices(type) : null;
            case "bytea" -> type instanceof VarbinaryType ? slices(type) : null;
            case "date" -> type instanceof DateType
                    ? ints((block, position) -> TimeEncoding.day(DATE.getInt(block, position)))
                    : null;
            case "time without time zone" -> type instanceof TimeType
                    ? longs((block, position) -> type.getLong(block, position) / PICOS_PER_MICRO)
                    : null;
            case "timestamp without time zone" -> type instanceof TimestampType timestamp && timestamp.isShort()
                    ? longs((block, position) -> TimeEncoding.micros(type.getLong(block, position)))
                    : null;
            case "timestamp with time zone" ->
                type instanceof TimestampWithTimeZoneType instant ? instants(instant) : null;
            case "uuid" -> type.equals(UUID) ? slices(type) : null;
            case "json" -> type.equals(json) ? slices(type) : null;
            case "jsonb" -> type.equals(json) ? jsonb() : null;
            default -> null;
        });
    }

    private static ColumnEncoder booleans() {
        return (block, position, output) -> {
            output.putInt(Byte.BYTES);
            output.putByte(BOOLEAN.getBoolean(block, position) ? 1 : 0);
        };
    }

    private static ColumnEncoder smallints(Type type) {
        return type.equals(SMALLINT) || type.equals(TINYINT) ? (block, position, output) -> {
            output.putInt(Short.BYTES);
            output.putShort((int) type.getLong(block, position));
        } : null;
    }

    private static ColumnEncoder ints(IntValue values) {
        return (block, position, output) -> {
            output.putInt(Integer.BYTES);
            output.putInt(values.at(block, position));
        };
    }

    private static ColumnEncoder longs(LongValue values) {
        return (block, position, output) -> {
            output.putInt(Long.BYTES);
            output.putLong(values.at(block, position));
        };
    }

    private static ColumnEncoder slices(Type type) {
        return (block, position, output) -> {
            Slice value = type.getSlice(block, position);
            output.putInt(value.length());
            output.put(value);
        };
    }

    private ColumnEncoder jsonb() {
        return (block, position, output) -> {
            Slice value = json.getSlice(block, position);
            output.putInt(Byte.BYTES + value.length());
            output.putByte(JSONB_VERSION);
            output.put(value);
        };
    }

    private static ColumnEncoder decimals(DecimalType type) {
        return type.isShort()
                ? (block, position, output) -> NumericEncoding.put(Long.toString(type.getLong(block, position)),
                        type.getScale(), output)
                : (block, position, output) -> NumericEncoding.put(
                        ((Int128) type.getObject(block, position)).toBigInteger().toString(), type.getScale(), output);
    }

    private static ColumnEncoder instants(TimestampWithTimeZoneType type) {
        return type.isShort()
                ? longs((block, position) -> TimeEncoding.micros(Math.multiplyExact(
                        DateTimeEncoding.unpackMillisUtc(type.getLong(block, position)), MICROS_PER_MILLI)))
                : longs((block, position) -> {
                    LongTimestampWithTimeZone value = (LongTimestampWithTimeZone) type.getObject(block, position);
                    return TimeEncoding.micros(Math.addExact(
                            Math.multiplyExact(value.getEpochMillis(), MICROS_PER_MILLI),
                            value.getPicosOfMilli() / PICOS_PER_MICRO));
                });
    }

    /** A value of at most 32 bits. */
    @FunctionalInterface
    private interface IntValue {
        int at(Block block, int position);
    }

    /** A value of at most 64 bits. */
    @FunctionalInterface
    private interface LongValue {
        long at(Block block, int position);
    }
}
