package io.blueshift.connector.lake.external;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.DateTimeEncoding;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times from text in ISO 8601 or SQL form, exactly: digits beyond the type's precision must be zeros. */
final class TextTimes {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,12}))?)?");
    private static final Pattern TIMESTAMP = Pattern
            .compile(
                    "([+-]?\\d{4,5}-\\d{2}-\\d{2})(?:[ T](\\d{1,2}:\\d{2}[:.\\d]*))?(?: ?(Z|UTC|[+-]\\d{2}(?::?\\d{2})?| [A-Z].*))?");
    private static final long PICOS_PER_SECOND = 1_000_000_000_000L;

    private TextTimes() {}

    /** A time of day in whole seconds and the picoseconds beyond them. */
    private record Clock(int seconds, long picos) {
        static Clock parse(String text, int precision) {
            Matcher matcher = TIME.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("");
            }
            LocalTime time = LocalTime.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            String fraction = matcher.group(4) == null ? "" : matcher.group(4);
            String digits = fraction + "0".repeat(12 - fraction.length());
            if (!digits.substring(precision).chars().allMatch(digit -> digit == '0')) {
                throw new IllegalArgumentException("it has more than %s decimal places".formatted(precision));
            }
            return new Clock(time.toSecondOfDay(), Long.parseLong(digits));
        }

        private static int number(Matcher matcher, int group) {
            return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
        }
    }

    static long date(String text) {
        return parsed(() -> LocalDate.parse(text).toEpochDay());
    }

    static long time(String text, TimeType type) {
        Clock clock = parsed(() -> Clock.parse(text, type.getPrecision()));
        return clock.seconds() * PICOS_PER_SECOND + clock.picos();
    }

    static void timestamp(String text, TimestampType type, BlockBuilder target) {
        Matcher matcher = matched(text);
        if (matcher.group(3) != null) {
            throw new IllegalArgumentException("it has a time zone");
        }
        Clock clock = clock(matcher, type.getPrecision());
        long day = date(matcher.group(1));
        long micros = Math.addExact(
                Math.multiplyExact(Math.addExact(Math.multiplyExact(day, 86_400L), clock.seconds()), 1_000_000L),
                clock.picos() / 1_000_000);
        if (type.isShort()) {
            type.writeLong(target, micros);
        } else {
            type.writeObject(target, new LongTimestamp(micros, (int) (clock.picos() % 1_000_000)));
        }
    }

    static void instant(String text, TimestampWithTimeZoneType type, BlockBuilder target) {
        Matcher matcher = matched(text);
        if (matcher.group(3) == null) {
            throw new IllegalArgumentException("it has no time zone");
        }
        Clock clock = clock(matcher, type.getPrecision());
        LocalDateTime local = LocalDate.ofEpochDay(date(matcher.group(1))).atStartOfDay().plusSeconds(clock.seconds());
        String zone = matcher.group(3).strip();
        long epochMillis = parsed(
                () -> local.atZone(zone.equals("Z") ? ZoneOffset.UTC : ZoneId.of(zone)).toEpochSecond() * 1000
                        + clock.picos() / 1_000_000_000);
        TimeZoneKey key = TimeZoneKey.getTimeZoneKey(zone.equals("Z") ? "UTC" : normalized(zone));
        if (type.isShort()) {
            type.writeLong(target, DateTimeEncoding.packDateTimeWithZone(epochMillis, key));
        } else {
            int picosOfMilli = (int) (clock.picos() % 1_000_000_000);
            type.writeObject(target,
                    LongTimestampWithTimeZone.fromEpochMillisAndFraction(epochMillis, picosOfMilli, key));
        }
    }

    private static Matcher matched(String text) {
        Matcher matcher = TIMESTAMP.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("");
        }
        return matcher;
    }

    private static Clock clock(Matcher matcher, int precision) {
        return matcher.group(2) == null ? new Clock(0, 0) : parsed(() -> Clock.parse(matcher.group(2), precision));
    }

    /** Offsets as Trino names them, always with minutes. */
    private static String normalized(String zone) {
        boolean offset = zone.charAt(0) == '+' || zone.charAt(0) == '-';
        return offset ? ZoneOffset.of(zone).getTotalSeconds() == 0 ? "UTC" : ZoneOffset.of(zone).getId() : zone;
    }

    private static <T> T parsed(java.util.function.Supplier<T> parser) {
        try {
            return parser.get();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
