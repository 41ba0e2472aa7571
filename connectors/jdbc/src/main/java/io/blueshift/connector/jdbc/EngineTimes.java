package io.blueshift.connector.jdbc;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.DateTimeEncoding.packTimeWithTimeZone;
import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_SECOND;
import static io.trino.spi.type.Timestamps.NANOSECONDS_PER_MICROSECOND;
import static io.trino.spi.type.Timestamps.NANOSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_NANOSECOND;

/** Between {@code java.time} and the engine's representation of dates and times. No zone of the JVM takes part. */
public final class EngineTimes {
    /** What the engine's 52 bits of milliseconds hold. */
    private static final long MILLIS_MAX = (1L << 51) - 1;

    private static final int MICRO_DIGITS = 6;
    /** By digits behind the second, the microseconds that the last of them counts. */
    private static final int[] MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int OFFSET_SECONDS_MAX = 14 * 60 * SECONDS_PER_MINUTE;

    private EngineTimes() {}

    /**
     * Microseconds that have no more digits behind the second than the type.
     *
     * @param digits of the type
     * @throws io.trino.spi.TrinoException if they have more, as when a column has been altered since it was looked up
     */
    public static long fitting(long micros, int digits, Type type) {
        if (digits < MICRO_DIGITS && micros % MICROS[digits] != 0) {
            throw StandardReaders.notRepresentable("with %06d microseconds behind the second"
                    .formatted(Math.floorMod(micros, MICROSECONDS_PER_SECOND)), type);
        }
        return micros;
    }

    /** Picoseconds of the day. */
    public static long time(LocalTime value) {
        return value.toNanoOfDay() * PICOSECONDS_PER_NANOSECOND;
    }

    /** Digits below a nanosecond are cut; sources have none. */
    public static LocalTime time(long picos) {
        return LocalTime.ofNanoOfDay(picos / PICOSECONDS_PER_NANOSECOND);
    }

    /**
     * A time with its zone, packed.
     *
     * @throws io.trino.spi.TrinoException if the engine's zones are not so fine, or do not reach so far
     */
    public static long zonedTime(LocalTime time, int offsetSeconds, Type type) {
        if (offsetSeconds % SECONDS_PER_MINUTE != 0 || Math.abs(offsetSeconds) > OFFSET_SECONDS_MAX) {
            throw StandardReaders.notRepresentable(time.atOffset(ZoneOffset.ofTotalSeconds(offsetSeconds)).toString(),
                    type);
        }
        return packTimeWithTimeZone(time.toNanoOfDay(), offsetSeconds / SECONDS_PER_MINUTE);
    }

    public static void writeTimestamp(TimestampType type, BlockBuilder output, LocalDateTime value) {
        long second = value.toEpochSecond(ZoneOffset.UTC);
        checkTimestamp(type, second, value.getNano());
        long micros = fitting(second * MICROSECONDS_PER_SECOND + value.getNano() / NANOSECONDS_PER_MICROSECOND,
                type.getPrecision(), type);
        if (type.isShort()) {
            type.writeLong(output, micros);
        } else {
            int picos = value.getNano() % NANOSECONDS_PER_MICROSECOND * PICOSECONDS_PER_NANOSECOND;
            type.writeObject(output, new LongTimestamp(micros, picos));
        }
    }

    /**
     * @param second since 1970
     * @throws io.trino.spi.TrinoException if the engine's microseconds do not reach so far
     */
    public static void checkTimestamp(TimestampType type, long second, int nanoOfSecond) {
        if (Math.abs(second) > Long.MAX_VALUE / MICROSECONDS_PER_SECOND - 1) {
            throw StandardReaders.notRepresentable(
                    LocalDateTime.ofEpochSecond(second, nanoOfSecond, ZoneOffset.UTC).toString(), type);
        }
    }

    /** @param value in the engine's representation of the type */
    public static LocalDateTime timestamp(TimestampType type, Object value) {
        long micros = type.isShort() ? (long) value : ((LongTimestamp) value).getEpochMicros();
        int picos = type.isShort() ? 0 : ((LongTimestamp) value).getPicosOfMicro();
        long nanos = Math.floorMod(micros, MICROSECONDS_PER_SECOND) * (long) NANOSECONDS_PER_MICROSECOND
                + picos / PICOSECONDS_PER_NANOSECOND;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROSECONDS_PER_SECOND), (int) nanos, ZoneOffset.UTC);
    }

    /** Instants are shown in UTC: sources keep no zone with them. */
    public static void writeInstant(TimestampWithTimeZoneType type, BlockBuilder output, Instant value) {
        checkInstant(type, value.getEpochSecond(), value.getNano());
        fitting(value.getNano() / NANOSECONDS_PER_MICROSECOND, type.getPrecision(), type);
        long millis = value.toEpochMilli();
        if (type.isShort()) {
            type.writeLong(output, packDateTimeWithZone(millis, TimeZoneKey.UTC_KEY));
        } else {
            int picos = value.getNano() % NANOSECONDS_PER_MILLISECOND * PICOSECONDS_PER_NANOSECOND;
            type.writeObject(output,
                    LongTimestampWithTimeZone.fromEpochMillisAndFraction(millis, picos, TimeZoneKey.UTC_KEY));
        }
    }

    /**
     * @param second since 1970
     * @throws io.trino.spi.TrinoException if the engine's milliseconds do not reach so far
     */
    public static void checkInstant(TimestampWithTimeZoneType type, long second, int nanoOfSecond) {
        if (Math.abs(second) > MILLIS_MAX / 1_000 - 1) {
            throw StandardReaders.notRepresentable(Instant.ofEpochSecond(second, nanoOfSecond).toString(), type);
        }
    }

    /** @param value in the engine's representation of the type */
    public static OffsetDateTime instant(TimestampWithTimeZoneType type, Object value) {
        if (type.isShort()) {
            return Instant.ofEpochMilli(unpackMillisUtc((long) value)).atOffset(ZoneOffset.UTC);
        }
        LongTimestampWithTimeZone timestamp = (LongTimestampWithTimeZone) value;
        return Instant.ofEpochMilli(timestamp.getEpochMillis())
                .plusNanos(timestamp.getPicosOfMilli() / PICOSECONDS_PER_NANOSECOND)
                .atOffset(ZoneOffset.UTC);
    }
}
