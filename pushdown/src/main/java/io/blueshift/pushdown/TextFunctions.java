package io.blueshift.pushdown;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceUtf8;
import io.airlift.slice.Slices;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Function;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.Constant;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Functions of text, always by code points. Of lower and upper only the ASCII letters are trusted: about others Unicode
 * versions and languages differ, so that rows with any other character are {@link Doubts}.
 */
final class TextFunctions {
    /** What the engine's trim takes away. */
    private static final String BLANKS = IntStream.rangeClosed(1, Character.MAX_VALUE)
            .filter(unit -> !Character.isSurrogate((char) unit))
            .mapToObj(Character::toString)
            .filter(text -> SliceUtf8.trim(Slices.utf8Slice(text)).length() == 0)
            .reduce("", String::concat);
    private static final int LENGTH_MAX = 1 << 30;

    private final Dialect dialect;
    private final RemoteCalls calls;
    private final Doubts doubts;

    TextFunctions(Dialect dialect, RemoteCalls calls, Doubts doubts) {
        this.dialect = dialect;
        this.calls = calls;
        this.doubts = doubts;
    }

    Optional<Scalar> apply(Call call, List<Scalar> arguments) {
        if (arguments.isEmpty() || !(arguments.getFirst().type() instanceof VarcharType)) {
            return Optional.empty();
        }
        Type type = call.getType();
        return switch (call.getFunctionName().getName()) {
            case "length" -> Optional.of(number(RemoteFunction.CHARACTER_LENGTH, arguments));
            case "strpos" -> onlyTexts(arguments) ? Optional.of(number(RemoteFunction.POSITION, arguments)) : none();
            case "lower" -> Optional.of(cased(RemoteFunction.LOWER, type, arguments.getFirst()));
            case "upper" -> Optional.of(cased(RemoteFunction.UPPER, type, arguments.getFirst()));
            case "substr", "substring" -> Optional.of(part(call, arguments));
            case "concat" -> Optional.of(text(RemoteFunction.CONCAT, type, arguments));
            case "replace" -> Optional.of(replaced(call, arguments));
            case "reverse" -> Optional.of(text(RemoteFunction.REVERSE, type, arguments));
            case "trim" -> Optional.of(trimmed(RemoteFunction.TRIM, type, arguments));
            case "ltrim" -> Optional.of(trimmed(RemoteFunction.TRIM_START, type, arguments));
            case "rtrim" -> Optional.of(trimmed(RemoteFunction.TRIM_END, type, arguments));
            case "starts_with" -> Optional.of(Scalar.ordered(
                    calls.call(RemoteFunction.STARTS_WITH, type, plain(arguments)), BooleanType.BOOLEAN, "boolean"));
            default -> none();
        };
    }

    private static Optional<Scalar> none() {
        return Optional.empty();
    }

    private static boolean onlyTexts(List<Scalar> arguments) {
        return arguments.stream().allMatch(argument -> argument.type() instanceof VarcharType);
    }

    /** Text without a collation that could make functions and comparisons of it other ones. */
    Scalar plain(Scalar text) {
        if (text.value() instanceof Literal) {
            return text;
        }
        if (!(text.type() instanceof VarcharType)
                || !(text.comparability() instanceof Comparability.Text(TextSemantics semantics))
                || !semantics.binaryOnDemand()) {
            throw new StaysException("text that the source cannot be made to treat by code points");
        }
        boolean stored = text.value() instanceof ColumnReference;
        return stored || !semantics.equals(dialect.plainText())
                ? text(Function.of(RemoteFunction.PLAIN_TEXT, text.value()), text.type())
                : text;
    }

    /** A constant that is to stand alone; next to a plain text it compares like that. Others, and no texts, as they are. */
    Scalar collated(Scalar value) {
        return value.value() instanceof Literal && value.type() instanceof VarcharType
                ? text(Function.of(RemoteFunction.PLAIN_TEXT, value.value()), value.type())
                : value;
    }

    private List<Scalar> plain(List<Scalar> arguments) {
        if (!onlyTexts(arguments)) {
            throw new StaysException("a function of text with arguments of other types");
        }
        return arguments.stream().map(this::plain).toList();
    }

    Scalar text(RemoteFunction function, Type type, List<Scalar> arguments) {
        return text(calls.call(function, type, plain(arguments)), type);
    }

    Scalar text(RemoteExpression value, Type type) {
        return new Scalar(value, type, dialect.parameterType(VarcharType.VARCHAR).orElseThrow(),
                new Comparability.Text(dialect.plainText()), Optional.empty());
    }

    private Scalar number(RemoteFunction function, List<Scalar> arguments) {
        return new Scalar(calls.call(function, BigintType.BIGINT, plain(arguments)), BigintType.BIGINT, "integer",
                new Comparability.Ordered(), Optional.of(IntegerRange.of(0, Integer.MAX_VALUE)));
    }

    private Scalar cased(RemoteFunction function, Type type, Scalar argument) {
        Scalar text = plain(argument);
        doubts.add(new Comparison(Function.of(RemoteFunction.OCTET_LENGTH, text.value()), Operator.NOT_EQUAL,
                Function.of(RemoteFunction.CHARACTER_LENGTH, text.value())),
                "letters beyond ASCII may have other cases there");
        return text(calls.call(function, type, text), type);
    }

    private Scalar part(Call call, List<Scalar> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            boolean constant = call.getArguments().get(i) instanceof Constant bound
                    && bound.getValue() instanceof Long value && value >= (i == 1 ? 1 : 0) && value < LENGTH_MAX;
            if (!constant) {
                throw new StaysException("substring from or to a place that is not a positive constant");
            }
        }
        List<Long> bounds = call.getArguments().stream().skip(1)
                .map(bound -> (Long) ((Constant) bound).getValue()).toList();
        return part(arguments.getFirst(), bounds, call.getType());
    }

    /** @param bounds where the part begins, from 1, and maybe how long it is */
    Scalar part(Scalar text, List<Long> bounds, Type type) {
        List<Scalar> arguments = new ArrayList<>(List.of(plain(text)));
        bounds.forEach(bound -> arguments.add(Scalar.ordered(Literal.of(IntegerType.INTEGER, bound, "integer"),
                IntegerType.INTEGER, "integer")));
        return text(calls.call(RemoteFunction.SUBSTRING, type, arguments), type);
    }

    private Scalar replaced(Call call, List<Scalar> arguments) {
        if (!(call.getArguments().get(1) instanceof Constant constant && constant.getValue() instanceof Slice searched)
                || searched.length() == 0) {
            throw new StaysException("replace of something else than a constant text that is not empty");
        }
        return text(RemoteFunction.REPLACE, call.getType(),
                arguments.size() > 2 ? arguments : List.of(arguments.get(0), arguments.get(1), literal("")));
    }

    private Scalar trimmed(RemoteFunction function, Type type, List<Scalar> arguments) {
        if (arguments.size() != 1) {
            throw new StaysException("trim of given characters");
        }
        return text(function, type, List.of(arguments.getFirst(), literal(BLANKS)));
    }

    private Scalar literal(String text) {
        String remoteType = dialect.parameterType(VarcharType.VARCHAR).orElseThrow();
        return new Scalar(Literal.of(VarcharType.VARCHAR, Slices.utf8Slice(text), remoteType),
                VarcharType.createVarcharType(text.length()), remoteType,
                new Comparability.Text(dialect.plainText()), Optional.empty());
    }
}
