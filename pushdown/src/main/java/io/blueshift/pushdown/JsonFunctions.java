package io.blueshift.pushdown;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.pushdown.RemoteExpression.Choice;
import io.blueshift.pushdown.RemoteExpression.Function;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.Constant;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value within a document, as text. Texts and truth values are the same on both sides, objects, arrays and JSON's null
 * are NULL, and rows that have a number there are {@link Doubts}: its digits are written in other ways.
 */
final class JsonFunctions {
    /** Keys that are no places in arrays, and that need no quotes' escapes. */
    private static final Pattern KEY = Pattern
            .compile("\\.([A-Za-z_][A-Za-z0-9_]*)|\\[\"([A-Za-z_][A-Za-z0-9_ .:-]*)\"\\]");

    private final Dialect dialect;
    private final RemoteCalls calls;
    private final TextFunctions texts;
    private final Doubts doubts;

    JsonFunctions(Dialect dialect, RemoteCalls calls, TextFunctions texts, Doubts doubts) {
        this.dialect = dialect;
        this.calls = calls;
        this.texts = texts;
        this.doubts = doubts;
    }

    Optional<Scalar> apply(Call call, List<Scalar> arguments) {
        if (!call.getFunctionName().getName().equals("json_extract_scalar")
                || !arguments.getFirst().type().getBaseName().equals(StandardTypes.JSON)) {
            return Optional.empty();
        }
        Scalar document = arguments.getFirst();
        if (!dialect.parsesOnce(document.remoteType())) {
            throw new StaysException("documents that are kept as they were written");
        }
        List<Scalar> places = new ArrayList<>(List.of(document));
        places.addAll(keys(call));
        RemoteExpression other = calls.call(RemoteFunction.JSON_IS_OTHER, BooleanType.BOOLEAN, places);
        RemoteExpression text = calls.call(RemoteFunction.JSON_IS_TEXT, BooleanType.BOOLEAN, places);
        RemoteExpression value = Function.of(RemoteFunction.PLAIN_TEXT,
                calls.call(RemoteFunction.JSON_TEXT, call.getType(), places));
        doubts.add(isTrue(other), "numbers in documents are written in other ways");
        return Optional.of(texts.text(new Choice(isTrue(text), value, Optional.empty()), call.getType()));
    }

    private RemotePredicate isTrue(RemoteExpression truth) {
        return new Comparison(truth, Operator.EQUAL,
                Literal.of(BooleanType.BOOLEAN, true, dialect.parameterType(BooleanType.BOOLEAN).orElseThrow()));
    }

    private List<Scalar> keys(Call call) {
        if (!(call.getArguments().get(1) instanceof Constant constant && constant.getValue() instanceof Slice slice)) {
            throw new StaysException("a path that is not constant");
        }
        String path = slice.toStringUtf8();
        List<Scalar> keys = new ArrayList<>();
        Matcher matcher = KEY.matcher(path).region(Math.min(1, path.length()), path.length());
        int end = 1;
        while (matcher.lookingAt()) {
            keys.add(key(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
            end = matcher.end();
            matcher.region(end, path.length());
        }
        if (keys.isEmpty() || !path.startsWith("$") || end < path.length()) {
            throw new StaysException("a path with something else than keys of letters and digits");
        }
        return keys;
    }

    private Scalar key(String key) {
        Type type = VarcharType.createVarcharType(key.length());
        String remoteType = dialect.parameterType(VarcharType.VARCHAR).orElseThrow();
        return Scalar.ordered(Literal.of(type, Slices.utf8Slice(key), remoteType), type, remoteType);
    }
}
