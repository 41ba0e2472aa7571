package io.blueshift.connector.postgresql.copy;

import io.trino.spi.type.NumberType;
import io.trino.spi.type.TrinoNumber;

import java.math.BigDecimal;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;

/** Between PostgreSQL's NUMERIC without bounds and the engine's NUMBER. */
public final class Numbers {
    private Numbers() {}

    /** @throws io.trino.spi.TrinoException if it has more digits than the engine keeps, which would round it */
    public static TrinoNumber of(BigDecimal value) {
        TrinoNumber number = TrinoNumber.from(value);
        if (new BigDecimal(text(number)).compareTo(value) != 0) {
            throw notRepresentable("of " + value.precision() + " digits", NumberType.NUMBER);
        }
        return number;
    }

    /** Of PostgreSQL's text for it. */
    public static TrinoNumber parse(String text) {
        return switch (text) {
            case "NaN" -> TrinoNumber.from(new TrinoNumber.NotANumber());
            case "Infinity" -> TrinoNumber.from(new TrinoNumber.Infinity(false));
            case "-Infinity" -> TrinoNumber.from(new TrinoNumber.Infinity(true));
            default -> of(new BigDecimal(text));
        };
    }

    /** As PostgreSQL reads it. */
    public static String text(TrinoNumber number) {
        return switch (number.toBigDecimal()) {
            case TrinoNumber.NotANumber() -> "NaN";
            case TrinoNumber.Infinity(boolean negative) -> negative ? "-Infinity" : "Infinity";
            case TrinoNumber.BigDecimalValue(BigDecimal value) -> value.toString();
        };
    }
}
