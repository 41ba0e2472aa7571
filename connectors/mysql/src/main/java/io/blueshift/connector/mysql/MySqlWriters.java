package io.blueshift.connector.mysql;

import io.airlift.slice.Slice;
import io.blueshift.connector.jdbc.ParameterWriter;
import io.blueshift.connector.jdbc.SourceErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RealType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;

import java.math.BigDecimal;
import java.math.BigInteger;

import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;
import static java.lang.Float.intBitsToFloat;

/** Writers of parameters, one for each engine type. */
final class MySqlWriters {
    private MySqlWriters() {}

    static ParameterWriter of(Type type) {
        return switch (type) {
            case BooleanType _ -> (statement, index, value) -> statement.setBoolean(index, (boolean) value);
            case DoubleType _ -> (statement, index, value) -> statement.setDouble(index, finite((double) value));
            // With the digits of a DOUBLE, as which MySQL compares a FLOAT
            case RealType _ ->
                (statement, index, value) -> statement.setDouble(index,
                        finite(intBitsToFloat(((Long) value).intValue())));
            case DecimalType decimal ->
                (statement, index, value) -> statement.setBigDecimal(index, decimal(decimal, value));
            case VarbinaryType _ -> (statement, index, value) -> statement.setBytes(index, ((Slice) value).getBytes());
            case DateType _ ->
                (statement, index, value) -> statement.setString(index, MySqlTemporals.dayText((long) value));
            case TimeType _ -> (statement, index, value) -> statement.setString(index,
                    MySqlTemporals.microOfDayText((long) value / PICOSECONDS_PER_MICROSECOND));
            case TimestampType _ ->
                (statement, index, value) -> statement.setString(index, MySqlTemporals.microsText((long) value));
            case TimestampWithTimeZoneType _ ->
                (statement, index, value) -> statement.setString(index, MySqlTemporals.microsText(micros(value)));
            default -> (statement, index, value) -> {
                if (value instanceof Slice text) {
                    statement.setString(index, text.toStringUtf8());
                } else {
                    statement.setLong(index, (long) value);
                }
            };
        };
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new TrinoException(SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE,
                    "MySQL has no number for " + value);
        }
        return value;
    }

    private static BigDecimal decimal(DecimalType type, Object value) {
        BigInteger unscaled = type.isShort() ? BigInteger.valueOf((long) value) : ((Int128) value).toBigInteger();
        return new BigDecimal(unscaled, type.getScale());
    }

    private static long micros(Object value) {
        return value instanceof LongTimestampWithTimeZone instant
                ? instant.getEpochMillis() * MICROSECONDS_PER_MILLISECOND
                        + instant.getPicosOfMilli() / PICOSECONDS_PER_MICROSECOND
                : unpackMillisUtc((long) value) * MICROSECONDS_PER_MILLISECOND;
    }
}
