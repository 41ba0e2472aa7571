package io.blueshift.connector.mysql.rows;

import io.blueshift.connector.jdbc.SourceErrorCode;
import io.trino.spi.TrinoException;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_DAY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_SECOND;
import static io.trino.spi.type.Timestamps.NANOSECONDS_PER_MICROSECOND;

/**
 * Dates and times between MySQL's text and the engine's numbers. The text is used, not java.sql's types, because those
 * pass through the JVM's zone and the Julian calendar.
 *
 * <p>
 * MySQL has dates that are none ({@code 0000-00-00}, {@code 2020-01-00}) and a TIME that is a duration up to 838 hours,
 * either way. The engine has neither: reading one is an error that shows it.
 */
public final class MySqlTemporals {
    private static final int DATE_LENGTH = "2020-01-01".length();
    private static final int SECONDS_LENGTH = "00:00:00".length();
    private static final int MICRO_DIGITS = 6;

    private MySqlTemporals() {}

    public static long day(String text) {
        return date(text, text).toEpochDay();
    }

    /** Of a DATETIME, or of a TIMESTAMP in a session whose zone is UTC; since the epoch. */
    public static long micros(String text) {
        if (text.length() <= DATE_LENGTH) {
            throw notRepresentable(text, "no date and time");
        }
        long day = date(text.substring(0, DATE_LENGTH), text).toEpochDay();
        return Math.addExact(Math.multiplyExact(day, MICROSECONDS_PER_DAY),
                microOfDay(text.substring(DATE_LENGTH + 1)));
    }

    public static long microOfDay(String text) {
        try {
            long second = LocalTime.parse(text.substring(0, Math.min(SECONDS_LENGTH, text.length()))).toSecondOfDay();
            return second * MICROSECONDS_PER_SECOND + fraction(text);
        } catch (DateTimeException | NumberFormatException e) {
            throw notRepresentable(text, "no time of day, which lies between 00:00:00 and 23:59:59.999999");
        }
    }

    private static long fraction(String text) {
        if (text.length() <= SECONDS_LENGTH) {
            return 0;
        }
        if (text.charAt(SECONDS_LENGTH) != '.') {
            throw new NumberFormatException(text);
        }
        String digits = text.substring(SECONDS_LENGTH + 1);
        return Long.parseLong(digits + "0".repeat(MICRO_DIGITS - digits.length()));
    }

    private static LocalDate date(String date, String shown) {
        try {
            return LocalDate.parse(date);
        } catch (DateTimeException e) {
            throw notRepresentable(shown, "no date of the calendar");
        }
    }

    public static String dayText(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw outOfRange(date.toString());
        }
        return date.toString();
    }

    public static String microOfDayText(long micros) {
        return LocalTime.ofNanoOfDay(Math.multiplyExact(micros, NANOSECONDS_PER_MICROSECOND)).toString();
    }

    public static String microsText(long micros) {
        LocalDateTime moment = LocalDateTime.ofEpochSecond(Math.floorDiv(micros, (long) MICROSECONDS_PER_SECOND),
                (int) Math.floorMod(micros, (long) MICROSECONDS_PER_SECOND) * NANOSECONDS_PER_MICROSECOND,
                ZoneOffset.UTC);
        if (moment.getYear() < 0 || moment.getYear() > 9999) {
            throw outOfRange(moment.toString());
        }
        return dayText(moment.toLocalDate().toEpochDay()) + " " + moment.toLocalTime();
    }

    private static TrinoException notRepresentable(String text, String reason) {
        return new TrinoException(SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE,
                "MySQL's value '" + text + "' is " + reason);
    }

    private static TrinoException outOfRange(String text) {
        return new TrinoException(SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE,
                "MySQL has no room for the date " + text
                        + ": its years are 0 to 9999");
    }
}
