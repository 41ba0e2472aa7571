package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.EngineTimes;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.blueshift.connector.jdbc.decode.LongDecoder;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;

import java.time.LocalTime;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;
import static io.blueshift.connector.postgresql.copy.MalformedCopyException.checkLength;
import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;

/**
 * Dates and times. PostgreSQL counts days and microseconds from 2000-01-01, and has the greatest and the least integer
 * stand for the infinities.
 */
final class TimeDecoders {
    /** From 1970-01-01 to 2000-01-01: 30 years, 7 of them leap years. */
    private static final int EPOCH_DAYS = 30 * 365 + 7;
    private static final long EPOCH_SECONDS = EPOCH_DAYS * 86_400L;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int PICOS_PER_MICRO = 1_000_000;

    private TimeDecoders() {}

    static ColumnDecoder dates(Type type) {
        return LongDecoder.ints((bytes, offset, length) -> {
            checkLength(length, Integer.BYTES);
            int days = BigEndian.getInt(bytes, offset);
            if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
                throw infinity(days > 0, type);
            }
            return days + EPOCH_DAYS;
        });
    }

    static ColumnDecoder times(TimeType type) {
        int digits = type.getPrecision();
        return LongDecoder.longs((bytes, offset, length) -> {
            checkLength(length, Long.BYTES);
            return timeMicros(bytes, offset, digits, type) * PICOS_PER_MICRO;
        });
    }

    /** After the time comes its zone, in seconds west of Greenwich. */
    static ColumnDecoder zonedTimes(TimeWithTimeZoneType type) {
        int digits = type.getPrecision();
        return LongDecoder.longs((bytes, offset, length) -> {
            checkLength(length, Long.BYTES + Integer.BYTES);
            LocalTime time = LocalTime.ofNanoOfDay(timeMicros(bytes, offset, digits, type) * NANOS_PER_MICRO);
            return EngineTimes.zonedTime(time, -BigEndian.getInt(bytes, offset + Long.BYTES), type);
        });
    }

    private static long timeMicros(byte[] bytes, int offset, int digits, Type type) {
        long micros = BigEndian.getLong(bytes, offset);
        if (micros == MICROS_PER_DAY) {
            throw notRepresentable("24:00:00", type);
        }
        return EngineTimes.fitting(micros, digits, type);
    }

    static ColumnDecoder timestamps(TimestampType type) {
        int digits = type.getPrecision();
        return LongDecoder.longs((bytes, offset, length) -> {
            checkLength(length, Long.BYTES);
            long micros = finite(BigEndian.getLong(bytes, offset), type);
            EngineTimes.checkTimestamp(type, second(micros), nano(micros));
            return EngineTimes.fitting(micros, digits, type) + EPOCH_SECONDS * MICROS_PER_SECOND;
        });
    }

    /** Microseconds since 1970, within what the engine's type holds. */
    static LongDecoder.Value instants(TimestampWithTimeZoneType type) {
        int digits = type.getPrecision();
        return (bytes, offset, length) -> {
            checkLength(length, Long.BYTES);
            long micros = finite(BigEndian.getLong(bytes, offset), type);
            EngineTimes.checkInstant(type, second(micros), nano(micros));
            return EngineTimes.fitting(micros, digits, type) + EPOCH_SECONDS * MICROS_PER_SECOND;
        };
    }

    private static long finite(long micros, Type type) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            throw infinity(micros > 0, type);
        }
        return micros;
    }

    private static long second(long micros) {
        return floorDiv(micros, MICROS_PER_SECOND) + EPOCH_SECONDS;
    }

    private static int nano(long micros) {
        return (int) floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO;
    }

    private static RuntimeException infinity(boolean positive, Type type) {
        return notRepresentable(positive ? "infinity" : "-infinity", type);
    }
}
