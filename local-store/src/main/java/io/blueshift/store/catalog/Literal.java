package io.blueshift.store.catalog;

import io.airlift.slice.Slices;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The value of an SQL literal, as the engine prints it, in a type's native Java form. Not every literal and no
 * expression is understood: who asks says so to the user.
 */
public final class Literal {
    private static final Set<Type> INTEGERS = Set.of(TINYINT, SMALLINT, INTEGER, BIGINT);
    /** A number, a word, or a quoted text with perhaps its type in front. */
    private static final Pattern QUOTED = Pattern.compile("(?:[A-Za-z]+(?:\\([0-9, ]+\\))? ?)?'((?:[^']|'')*)'");
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    private Literal() {}

    public static boolean isNull(String literal) {
        return literal.equalsIgnoreCase("null");
    }

    /** Empty if the literal is not understood or is no value of the type. */
    public static Optional<Object> parse(String literal, Type type) {
        Matcher quoted = QUOTED.matcher(literal);
        String text = quoted.matches() ? quoted.group(1).replace("''", "'") : literal.replace(" ", "");
        if (type instanceof VarcharType != quoted.matches() && type instanceof VarcharType) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(value(text, type));
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Null where there is no value. */
    private static Object value(String text, Type type) {
        if (INTEGERS.contains(type)) {
            return new BigDecimal(text).longValueExact();
        }
        return switch (type) {
            case DoubleType _ -> Double.parseDouble(text);
            case RealType _ -> (long) Float.floatToRawIntBits(Float.parseFloat(text));
            case BooleanType _ when text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") -> Boolean
                    .parseBoolean(text);
            case DecimalType decimal -> decimal(new BigDecimal(text), decimal);
            case VarcharType varchar when varchar.isUnbounded()
                    || text.codePointCount(0, text.length()) <= varchar.getBoundedLength() ->
                Slices.wrappedBuffer(text.getBytes(UTF_8));
            case DateType _ -> LocalDate.parse(text).toEpochDay();
            case TimestampType timestamp when timestamp.isShort() -> micros(text);
            default -> null;
        };
    }

    private static Object decimal(BigDecimal value, DecimalType type) {
        BigInteger digits = value.setScale(type.getScale(), RoundingMode.UNNECESSARY).unscaledValue();
        if (digits.abs().toString().length() > type.getPrecision()) {
            return null;
        }
        return type.isShort() ? (Object) digits.longValueExact() : Decimals.valueOf(digits);
    }

    private static long micros(String text) {
        LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
        return Math.addExact(
                Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), (long) MICROS_PER_SECOND),
                time.getNano() / NANOS_PER_MICRO);
    }
}
