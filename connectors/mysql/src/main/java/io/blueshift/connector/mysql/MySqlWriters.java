package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.ParameterWriter;
import io.blueshift.connector.jdbc.SourceErrorCode;
import io.blueshift.connector.jdbc.StandardWriters;
import io.blueshift.connector.mysql.rows.MySqlTemporals;
import io.trino.spi.TrinoException;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;

import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;
import static java.lang.Float.intBitsToFloat;

/** Writers of parameters, one for each engine type that MySQL has a column for. */
final class MySqlWriters {
    private static final int CENTURY = 100;

    private MySqlWriters() {}

    static ParameterWriter of(Type type, String remoteType) {
        return switch (type) {
            case SmallintType _ when MySqlColumnTypes.baseName(remoteType).equals("year") ->
                (statement, index, value) -> statement.setShort(index, year((long) value));
            case DoubleType _ -> (statement, index, value) -> statement.setDouble(index, finite((double) value));
            // With the digits of a DOUBLE, as which MySQL compares a FLOAT
            case RealType _ ->
                (statement, index, value) -> statement.setDouble(index,
                        finite(intBitsToFloat(((Long) value).intValue())));
            // Without its padding, which MySQL takes off a CHAR as well
            case CharType _ -> StandardWriters.text();
            case DateType _ ->
                (statement, index, value) -> statement.setString(index, MySqlTemporals.dayText((long) value));
            case TimeType _ -> (statement, index, value) -> statement.setString(index,
                    MySqlTemporals.microOfDayText((long) value / PICOSECONDS_PER_MICROSECOND));
            case TimestampType _ ->
                (statement, index, value) -> statement.setString(index, MySqlTemporals.microsText((long) value));
            case TimestampWithTimeZoneType _ ->
                (statement, index, value) -> statement.setString(index, MySqlTemporals.microsText(micros(value)));
            default -> StandardWriters.forType(type).orElseGet(StandardWriters::text);
        };
    }

    /** Which MySQL would complete to one of the last or this century if it had one or two digits. */
    private static short year(long value) {
        if (value > 0 && value < CENTURY) {
            throw new TrinoException(SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE,
                    "MySQL has no room for the year " + value + ": its years are 0 and 1901 to 2155");
        }
        return (short) value;
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new TrinoException(SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE,
                    "MySQL has no number for " + value);
        }
        return value;
    }

    private static long micros(Object value) {
        return value instanceof LongTimestampWithTimeZone instant
                ? instant.getEpochMillis() * MICROSECONDS_PER_MILLISECOND
                        + instant.getPicosOfMilli() / PICOSECONDS_PER_MICROSECOND
                : unpackMillisUtc((long) value) * MICROSECONDS_PER_MILLISECOND;
    }
}
