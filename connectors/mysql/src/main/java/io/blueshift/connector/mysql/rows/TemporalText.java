package io.blueshift.connector.mysql.rows;

import java.time.LocalDate;
import java.time.Year;

import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_DAY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_SECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;

/**
 * Dates and times in the form {@code 2020-01-31 23:59:59.999999}, or a part of it. What does not look like one is left to
 * {@link MySqlTemporals}, which says what is wrong.
 */
final class TemporalText {
    private static final int DATE_LENGTH = "2020-01-31".length();
    private static final int TIME_LENGTH = "23:59:59".length();
    private static final int MICRO_DIGITS = 6;
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int FEBRUARY = 2;
    private static final long NONE = Long.MIN_VALUE;

    private TemporalText() {}

    /** Days since 1970. */
    static long day(byte[] bytes, int offset, int length) {
        long day = length == DATE_LENGTH ? date(bytes, offset) : NONE;
        return day == NONE ? MySqlTemporals.day(text(bytes, offset, length)) : day;
    }

    static long picoOfDay(byte[] bytes, int offset, int length) {
        long micros = time(bytes, offset, length);
        return (micros == NONE ? MySqlTemporals.microOfDay(text(bytes, offset, length)) : micros)
                * PICOSECONDS_PER_MICROSECOND;
    }

    /** Microseconds since 1970. */
    static long micros(byte[] bytes, int offset, int length) {
        if (length > DATE_LENGTH && bytes[offset + DATE_LENGTH] == ' ') {
            long day = date(bytes, offset);
            long micros = time(bytes, offset + DATE_LENGTH + 1, length - DATE_LENGTH - 1);
            if (day != NONE && micros != NONE) {
                return day * MICROSECONDS_PER_DAY + micros;
            }
        }
        return MySqlTemporals.micros(text(bytes, offset, length));
    }

    private static long date(byte[] bytes, int offset) {
        long year = NumberText.digits(bytes, offset, 4);
        long month = NumberText.digits(bytes, offset + 5, 2);
        long day = NumberText.digits(bytes, offset + 8, 2);
        if (year < 0 || month < 1 || month > MONTH_DAYS.length || day < 1 || bytes[offset + 4] != '-'
                || bytes[offset + 7] != '-') {
            return NONE;
        }
        int days = month == FEBRUARY && Year.isLeap(year) ? 29 : MONTH_DAYS[(int) month - 1];
        return day > days ? NONE : LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
    }

    private static long time(byte[] bytes, int offset, int length) {
        if (length < TIME_LENGTH || bytes[offset + 2] != ':' || bytes[offset + 5] != ':') {
            return NONE;
        }
        long hour = NumberText.digits(bytes, offset, 2);
        long minute = NumberText.digits(bytes, offset + 3, 2);
        long second = NumberText.digits(bytes, offset + 6, 2);
        long fraction = fraction(bytes, offset + TIME_LENGTH, length - TIME_LENGTH);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0) {
            return NONE;
        }
        return ((hour * 60 + minute) * 60 + second) * MICROSECONDS_PER_SECOND + fraction;
    }

    /** @return below zero if there is something else than a point and digits, or nothing */
    private static long fraction(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int digits = length - 1;
        if (bytes[offset] != '.' || digits > MICRO_DIGITS) {
            return -1;
        }
        long fraction = NumberText.digits(bytes, offset + 1, digits);
        return fraction < 0 ? -1 : fraction * POWERS[MICRO_DIGITS - digits];
    }

    /** As the driver writes it: whole seconds without zeros behind a point. */
    private static String text(byte[] bytes, int offset, int length) {
        return NumberText.text(bytes, offset, length).replaceFirst("\\.0+$", "");
    }
}
