package io.blueshift.connector.jdbc;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Literals of the engine's SQL, in which it hands over default values and wants them back. Only what it surely reads
 * becomes one: a literal that it refused would make every INSERT into the table fail.
 */
public final class EngineLiterals {
    private static final Pattern QUOTED = Pattern.compile("[A-Za-z ]*(?:\\(\\d+\\))? ?'((?:[^']|'')*)'",
            Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[-+]?[0-9.]+(?:E[-+]?\\d+)?|true|false");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,38}|-?(?=[\\d.]{3,39}$)\\d+\\.\\d+");
    private static final Pattern FLOATING = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
    private static final String DAY = "(\\d{4}-\\d\\d-\\d\\d)";
    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,6})?";
    private static final Pattern TIME_OF_DAY = Pattern.compile(TIME);
    private static final Pattern TIMESTAMP = Pattern.compile("(" + DAY + " " + TIME + ")");
    private static final Pattern INSTANT = Pattern.compile("(" + DAY + " " + TIME + ")\\+00(?::00)?");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern BYTES = Pattern.compile("(?:[0-9A-Fa-f]{2})*");

    private EngineLiterals() {}

    /**
     * The value in a literal, as text: of VARBINARY its bytes in hexadecimal digits.
     *
     * @return empty for NULL
     * @throws TrinoException for what is not understood
     */
    public static Optional<String> text(String literal) {
        if (literal.equalsIgnoreCase("null")) {
            return Optional.empty();
        }
        Matcher quoted = QUOTED.matcher(literal);
        if (quoted.matches()) {
            return Optional.of(quoted.group(1).replace("''", "'"));
        }
        if (PLAIN.matcher(literal).matches()) {
            return Optional.of(literal);
        }
        throw new TrinoException(StandardErrorCode.NOT_SUPPORTED, "Not a default value for a column: " + literal);
    }

    /**
     * The literal of a value of a type.
     *
     * @param text as {@link #text} returns it; instants as in ISO 8601, but with a blank instead of the T and with
     *             {@code +00} behind
     * @return empty if there is none that the engine surely reads
     */
    public static Optional<String> literal(Type type, String text) {
        return switch (type) {
            case BooleanType _ -> Optional.of(text).filter(value -> value.equals("true") || value.equals("false"));
            case TinyintType _,SmallintType _,IntegerType _,BigintType _ -> matching(INTEGER, text);
            case DecimalType _,NumberType _ -> matching(DECIMAL, text).map(value -> "DECIMAL '" + value + "'");
            case RealType _ -> matching(FLOATING, text).map(value -> "REAL '" + value + "'");
            case DoubleType _ -> matching(FLOATING, text).map(value -> "DOUBLE '" + value + "'");
            case VarcharType _,CharType _ -> Optional.of(quoted(text));
            case VarbinaryType _ -> matching(BYTES, text).map(value -> "X'" + value + "'");
            case DateType _ -> Optional.of(text).filter(EngineLiterals::day).map(value -> "DATE '" + value + "'");
            case TimeType _ -> matching(TIME_OF_DAY, text).map(value -> "TIME '" + value + "'");
            case TimestampType _ -> moment(TIMESTAMP, text).map(value -> "TIMESTAMP '" + value + "'");
            case TimestampWithTimeZoneType _ -> moment(INSTANT, text).map(value -> "TIMESTAMP '" + value + " UTC'");
            case UuidType _ -> matching(UUID, text).map(value -> "UUID '" + value + "'");
            default -> type.getBaseName().equals(StandardTypes.JSON)
                    ? Optional.of("JSON " + quoted(text))
                    : Optional.empty();
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return Optional.of(text).filter(value -> pattern.matcher(value).matches());
    }

    private static Optional<String> moment(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() && day(matcher.group(2)) ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** There are sources with a day 0. */
    private static boolean day(String text) {
        try {
            return text.matches(DAY) && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
