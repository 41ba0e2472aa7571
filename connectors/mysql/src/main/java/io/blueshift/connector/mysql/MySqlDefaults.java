package io.blueshift.connector.mysql;

import com.google.common.base.CharMatcher;
import io.blueshift.connector.jdbc.EngineLiterals;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Default values: constants as the engine and as MySQL or MariaDB write them. */
final class MySqlDefaults {
    private static final Pattern BITS = Pattern.compile("b'([01]+)'");
    private static final Pattern BYTES = Pattern.compile("0x([0-9A-Fa-f]*)");
    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+(?:[eE][-+]?\\d+)?");
    private static final Pattern TEXT = Pattern.compile("(?:_\\w+)?'((?:[^'\\\\]|''|\\\\.)*)'", Pattern.DOTALL);
    private static final Pattern CONVERTED = Pattern
            .compile("(?i)convert\\((?:0x|x'|_binary'x?)([0-9a-f]*)'? using utf8mb4\\)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)|'(')", Pattern.DOTALL);
    private static final Pattern ZONED = Pattern
            .compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?) ?(.+)");
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true).toFormatter();

    private MySqlDefaults() {}

    /**
     * The engine's literal of what {@code information_schema} says. Which zone a TIMESTAMP's value is in it does not say:
     * that has none.
     *
     * @param computed whether the value is an expression in MySQL's SQL, escaped once more; else it is a value's text
     * @param expression whether it is an expression, as always in MariaDB
     * @return empty for what is computed for each row, and for a constant that the engine has no literal for
     */
    static Optional<String> literal(Type type, String value, boolean computed, boolean expression) {
        if (value == null || type instanceof TimestampWithTimeZoneType) {
            return Optional.empty();
        }
        Matcher bits = BITS.matcher(value);
        if (bits.matches()) {
            BigInteger number = new BigInteger(bits.group(1), 2);
            return EngineLiterals.literal(type,
                    type instanceof BooleanType ? Boolean.toString(number.signum() > 0) : number.toString());
        }
        Matcher bytes = BYTES.matcher(value);
        if (type instanceof VarbinaryType) {
            return bytes.matches() ? EngineLiterals.literal(type, bytes.group(1)) : Optional.empty();
        }
        Optional<String> text = computed || expression
                ? constant(computed ? unescaped(value) : value)
                : Optional.of(value);
        return text.flatMap(constant -> EngineLiterals.literal(type, constant));
    }

    private static Optional<String> constant(String expression) {
        Matcher converted = CONVERTED.matcher(expression);
        if (converted.matches()) {
            return Optional.of(new String(HexFormat.of().parseHex(converted.group(1)), StandardCharsets.UTF_8));
        }
        Matcher text = TEXT.matcher(expression);
        if (text.matches()) {
            return Optional.of(unescaped(text.group(1))).filter(CharMatcher.ascii()::matchesAllOf);
        }
        return Optional.of(expression).filter(number -> NUMBER.matcher(number).matches());
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(2) != null
                ? "'"
                : switch (match.group(1)) {
                    case "n" -> "\n";
                    case "r" -> "\r";
                    case "t" -> "\t";
                    case "0" -> "\0";
                    default -> match.group(1);
                }));
    }

    /**
     * A constant behind {@code DEFAULT}. Large objects have none but those that an expression gives.
     *
     * @param columnType of a new column for values of the type
     * @param text as {@link EngineLiterals#text} returns it
     */
    static String sql(Type type, String columnType, String text) {
        return switch (type) {
            case BooleanType _ -> Boolean.parseBoolean(text) ? "b'1'" : "b'0'";
            case VarbinaryType _ -> "(X'" + text + "')";
            case TimestampWithTimeZoneType _ -> MySqlDdl.literal(utc(text));
            default -> columnType.endsWith("TEXT") || columnType.equals("JSON")
                    ? "(" + expression(text) + ")"
                    : MySqlDdl.literal(text);
        };
    }

    /** MySQL holds an expression as a text of other characters than it was given, as soon as they are not ASCII. */
    private static String expression(String text) {
        return CharMatcher.ascii().matchesAllOf(text)
                ? MySqlDdl.literal(text)
                : "CONVERT(X'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "' USING utf8mb4)";
    }

    /** In the zone of all our sessions. */
    private static String utc(String instant) {
        Matcher matcher = ZONED.matcher(instant);
        try {
            if (matcher.matches()) {
                return LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2))
                        .atZone(ZoneId.of(matcher.group(3)))
                        .withZoneSameInstant(ZoneOffset.UTC).format(MOMENT);
            }
        } catch (DateTimeException _) {
            // Said below
        }
        throw new TrinoException(StandardErrorCode.NOT_SUPPORTED, "Not an instant in a known zone: " + instant);
    }
}
