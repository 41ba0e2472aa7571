package io.blueshift.connector.lake.iceberg;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.TimeZoneKey;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

import static io.trino.spi.type.UuidType.javaUuidToTrinoUuid;
import static io.trino.spi.type.UuidType.trinoUuidToJavaUuid;
import static java.lang.Float.floatToRawIntBits;
import static java.lang.Float.intBitsToFloat;
import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;
import static java.lang.Math.toIntExact;

/**
 * Single values of primitive types in Trino's stack representation (long, double, boolean, Slice, Int128, ...) and in
 * Iceberg's (Integer, Long, Float, CharSequence, BigDecimal, ByteBuffer, UUID). Time and timestamps are microseconds in
 * Iceberg; Trino's time is picoseconds.
 */
final class IcebergValues {
    private static final long PICOS_PER_MICRO = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private IcebergValues() {}

    static Object toIceberg(Type type, Object value) {
        return switch (type.typeId()) {
            case BOOLEAN, LONG, DOUBLE -> value;
            case INTEGER, DATE -> toIntExact((long) value);
            case FLOAT -> intBitsToFloat(toIntExact((long) value));
            case TIME -> floorDiv((long) value, PICOS_PER_MICRO);
            case TIMESTAMP -> timestampToIceberg((Types.TimestampType) type, value);
            case STRING -> ((Slice) value).toStringUtf8();
            case UUID -> trinoUuidToJavaUuid((Slice) value);
            case FIXED, BINARY -> ByteBuffer.wrap(((Slice) value).getBytes());
            case DECIMAL -> {
                BigInteger unscaled = value instanceof Int128 wide
                        ? wide.toBigInteger()
                        : BigInteger.valueOf((long) value);
                yield new BigDecimal(unscaled, ((Types.DecimalType) type).scale());
            }
            default -> throw new IllegalArgumentException("Not a primitive type: " + type);
        };
    }

    static Object toTrino(Type type, Object value) {
        return switch (type.typeId()) {
            case BOOLEAN, LONG, DOUBLE -> value;
            case INTEGER, DATE -> ((Number) value).longValue();
            case FLOAT -> (long) floatToRawIntBits((Float) value);
            case TIME -> (long) value * PICOS_PER_MICRO;
            case TIMESTAMP -> timestampToTrino((Types.TimestampType) type, (long) value);
            case STRING -> Slices.utf8Slice(value.toString());
            case UUID -> javaUuidToTrinoUuid((UUID) value);
            case FIXED, BINARY -> Slices.wrappedHeapBuffer(((ByteBuffer) value).duplicate());
            case DECIMAL -> {
                BigInteger unscaled = ((BigDecimal) value).unscaledValue();
                boolean wide = ((Types.DecimalType) type).precision() > Decimals.MAX_SHORT_PRECISION;
                yield wide ? (Object) Int128.valueOf(unscaled) : (Object) unscaled.longValueExact();
            }
            default -> throw new IllegalArgumentException("Not a primitive type: " + type);
        };
    }

    private static Object timestampToIceberg(Types.TimestampType type, Object value) {
        if (!type.shouldAdjustToUTC()) {
            return value;
        }
        LongTimestampWithTimeZone zoned = (LongTimestampWithTimeZone) value;
        return zoned.getEpochMillis() * MICROS_PER_MILLI + zoned.getPicosOfMilli() / PICOS_PER_MICRO;
    }

    private static Object timestampToTrino(Types.TimestampType type, long micros) {
        if (!type.shouldAdjustToUTC()) {
            return micros;
        }
        return LongTimestampWithTimeZone.fromEpochMillisAndFraction(floorDiv(micros, MICROS_PER_MILLI),
                toIntExact(floorMod(micros, MICROS_PER_MILLI) * PICOS_PER_MICRO), TimeZoneKey.UTC_KEY);
    }
}
