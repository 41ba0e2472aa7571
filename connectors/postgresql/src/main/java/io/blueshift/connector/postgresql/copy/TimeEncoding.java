package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.SourceErrorCode;
import io.trino.spi.TrinoException;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * Days and microseconds since the year 2000, as the server counts them. Its greatest and least numbers stand for infinity:
 * neither they nor what lies beyond them is ever sent. What it has no calendar for it refuses itself.
 */
final class TimeEncoding {
    private static final long EPOCH_DAYS = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_MICROS = TimeUnit.DAYS.toMicros(EPOCH_DAYS);

    private TimeEncoding() {}

    /** @param day since 1970 */
    static int day(int day) {
        long days = day - EPOCH_DAYS;
        if (days <= Integer.MIN_VALUE) {
            throw outOfRange();
        }
        return (int) days;
    }

    /** @param micros since 1970 */
    static long micros(long micros) {
        if (micros <= Long.MIN_VALUE + EPOCH_MICROS) {
            throw outOfRange();
        }
        return micros - EPOCH_MICROS;
    }

    private static TrinoException outOfRange() {
        return new TrinoException(SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE,
                "PostgreSQL has no room for a time so long ago");
    }
}
