package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.EngineLiterals;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Default values as {@code pg_get_expr} writes them, which are constants of the engine's where they are constants. */
final class PostgreSqlDefaults {
    /** One cast says of which type a constant is; a second one would make it another value. */
    private static final String CAST = "(?:::[\\w \".,()\\[\\]]+)?";
    private static final Pattern CONSTANT = Pattern.compile(
            "(?:'(?<text>(?:[^']|'')*)'|\\((?<negative>-[\\d.]+)\\)|(?<plain>-?[\\d.]+|true|false))" + CAST,
            Pattern.DOTALL);

    private PostgreSqlDefaults() {}

    /** @return empty for what is computed for each row, and for a constant that the engine has no literal for */
    static Optional<String> literal(Type type, String expression) {
        Matcher matcher = CONSTANT.matcher(expression);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String text = matcher.group("text") != null
                ? matcher.group("text").replace("''", "'")
                : Optional.ofNullable(matcher.group("negative")).orElseGet(() -> matcher.group("plain"));
        return EngineLiterals.literal(type,
                type instanceof VarbinaryType && text.startsWith("\\x") ? text.substring(2) : text);
    }
}
