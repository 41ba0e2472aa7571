package io.blueshift.pushdown;

import java.util.List;
import java.util.Locale;

/** Functions as SQL sources mostly spell them; dialects say what is different with them. */
public final class FunctionText {
    private FunctionText() {}

    /** @throws UnsupportedOperationException for functions that have no common spelling */
    public static String standard(RemoteFunction function, List<String> arguments) {
        return switch (function) {
            case ADD -> operator(arguments, " + ");
            case SUBTRACT -> operator(arguments, " - ");
            case MULTIPLY -> operator(arguments, " * ");
            case DIVIDE -> operator(arguments, " / ");
            case MODULO -> operator(arguments, " % ");
            case CONCAT -> operator(arguments, " || ");
            case NEGATE -> "(- " + arguments.getFirst() + ")";
            case ROUND_TO -> call("round", arguments);
            case NULL_IF -> call("nullif", arguments);
            case CHARACTER_LENGTH -> call("char_length", arguments);
            case SUBSTRING -> call("substr", arguments);
            case ABS, SIGN, ROUND, FLOOR, CEILING, COALESCE, GREATEST, LEAST, OCTET_LENGTH, LOWER, UPPER, REPLACE,
                    REVERSE ->
                call(function.name().toLowerCase(Locale.ENGLISH), arguments);
            default -> throw new UnsupportedOperationException("no common spelling of " + function);
        };
    }

    public static String call(String name, List<String> arguments) {
        return name + "(" + String.join(", ", arguments) + ")";
    }

    private static String operator(List<String> arguments, String operator) {
        return "(" + String.join(operator, arguments) + ")";
    }
}
