package io.blueshift.connector.jdbc.fuzz;

import io.trino.spi.type.CharType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import io.trino.testing.MaterializedRow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values as text, to be compared: those of the engine with each other, or with those of a driver. */
final class Values {
    private Values() {}

    /** With every difference that there is between values of one type. */
    static String exact(Object value) {
        return switch (value) {
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case MaterializedRow row -> exact(row.getFields());
            case List<?> list -> list.stream().map(Values::exact).toList().toString();
            case Map<?, ?> map -> {
                Map<String, String> sorted = new TreeMap<>();
                map.forEach((key, element) -> sorted.put(exact(key), exact(element)));
                yield sorted.toString();
            }
            case null, default -> String.valueOf(value);
        };
    }

    /**
     * Without what depends on the class that holds it.
     *
     * @param type the engine's
     */
    static String plain(Object value, Type type) {
        return switch (value) {
            case byte[] bytes when type instanceof VarcharType -> new String(bytes, StandardCharsets.UTF_8);
            case Double number -> number.toString();
            case Float number -> number.toString();
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            case ZonedDateTime time -> time.toInstant().toString();
            case OffsetDateTime time -> time.toInstant().toString();
            case String text when type instanceof CharType -> text.stripTrailing();
            case null, default -> exact(value);
        };
    }
}
