package io.blueshift.connector.mysql.rows;

import java.time.Year;

import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_DAY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_SECOND;

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
    private static final int NO_PAIR = -10_000;
    /** From the first day of the year 0. */
    private static final int DAYS_TO_1970 = 719_528;

    private TemporalText() {}

    /** Days since 1970. */
    static long day(byte[] bytes, int offset, int length) {
        long day = length == DATE_LENGTH ? date(bytes, offset) : NONE;
        return day == NONE ? MySqlTemporals.day(text(bytes, offset, length)) : day;
    }

    static long microOfDay(byte[] bytes, int offset, int length) {
        long micros = time(bytes, offset, length);
        return micros == NONE ? MySqlTemporals.microOfDay(text(bytes, offset, length)) : micros;
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
        int year = pair(bytes, offset) * 100 + pair(bytes, offset + 2);
        int month = pair(bytes, offset + 5);
        int day = pair(bytes, offset + 8);
        if (year < 0 || month < 1 || month > MONTH_DAYS.length || day < 1 || bytes[offset + 4] != '-'
                || bytes[offset + 7] != '-') {
            return NONE;
        }
        int days = month == FEBRUARY && Year.isLeap(year) ? 29 : MONTH_DAYS[month - 1];
        return day > days ? NONE : epochDay(year, month, day);
    }

    /** Two digits, or a number so far below zero that no other pair makes up for it. */
    private static int pair(byte[] bytes, int offset) {
        int tens = bytes[offset] - '0';
        int ones = bytes[offset + 1] - '0';
        return (tens | 9 - tens | ones | 9 - ones) < 0 ? NO_PAIR : tens * 10 + ones;
    }

    /** As {@link java.time.LocalDate#toEpochDay} does it for years from 0 on, without the object. */
    private static long epochDay(int year, int month, int day) {
        int days = 365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        days += (367 * month - 362) / 12 + day - 1;
        if (month > FEBRUARY) {
            days -= Year.isLeap(year) ? 1 : 2;
        }
        return days - DAYS_TO_1970;
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
