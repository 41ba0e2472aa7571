package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Choice;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteExpression.Truth;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Not;
import io.blueshift.pushdown.RemotePredicate.NullTest;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What chooses among values: COALESCE, NULLIF, greatest, least, CASE. */
final class ConditionalFunctions {
    private static final IntegerRange LONG = IntegerRange.of(Long.MIN_VALUE, Long.MAX_VALUE);

    private final Dialect dialect;
    private final RemoteCalls calls;
    private final TextFunctions texts;

    ConditionalFunctions(Dialect dialect, RemoteCalls calls, TextFunctions texts) {
        this.dialect = dialect;
        this.calls = calls;
        this.texts = texts;
    }

    Optional<Scalar> apply(Call call, List<Scalar> arguments) {
        return switch (call.getFunctionName().getName()) {
            case "$coalesce" -> Optional.of(chosen(RemoteFunction.COALESCE, call.getType(), arguments));
            case "$nullif" -> Optional.of(nullIf(call.getType(), arguments));
            case "greatest" -> Optional.of(extreme(RemoteFunction.GREATEST, call.getType(), arguments));
            case "least" -> Optional.of(extreme(RemoteFunction.LEAST, call.getType(), arguments));
            default -> Optional.empty();
        };
    }

    private Scalar chosen(RemoteFunction function, Type type, List<Scalar> arguments) {
        List<Scalar> alike = alike(type, arguments);
        return like(alike, calls.call(function, type, alike), type);
    }

    /** The engine computes the second value for rows that have the first alone: else it may fail. */
    private Scalar nullIf(Type type, List<Scalar> arguments) {
        // Its collation is that of the first, even if that is a constant
        Scalar value = chosen(RemoteFunction.NULL_IF, type,
                List.of(texts.collated(arguments.get(0)), arguments.get(1)));
        RemoteExpression second = arguments.get(1).value();
        return second instanceof Literal || second instanceof ColumnReference
                ? value
                : like(alike(type, arguments), new Choice(new NullTest(arguments.getFirst().value(), true),
                        value.value(), Optional.empty()), type);
    }

    /** The engine's are NULL where any value is; sources differ in that. */
    private Scalar extreme(RemoteFunction function, Type type, List<Scalar> arguments) {
        List<Scalar> alike = alike(type, arguments);
        if (alike.size() == 1) {
            // Not all sources take one value
            return like(alike, alike.getFirst().value(), type);
        }
        List<RemotePredicate> present = alike.stream()
                .<RemotePredicate>map(argument -> new NullTest(argument.value(), true)).toList();
        return like(alike, new Choice(RemotePredicate.and(present), calls.call(function, type, alike),
                Optional.empty()), type);
    }

    /**
     * CASE.
     *
     * @param values one for each condition, and one for where none is true; absent for NULL
     */
    Scalar choice(Type type, List<RemotePredicate> conditions, List<Optional<Scalar>> values) {
        List<Scalar> present = alike(type, values.stream().flatMap(Optional::stream).toList()).stream()
                .map(texts::collated).toList();
        if (present.isEmpty()) {
            throw new StaysException("CASE without values");
        }
        int next = present.size();
        Optional<RemoteExpression> chosen = Optional.empty();
        for (int i = values.size() - 1; i >= 0; i--) {
            Optional<RemoteExpression> value = values.get(i).isPresent()
                    ? Optional.of(present.get(--next).value())
                    : Optional.empty();
            chosen = i == conditions.size() ? value : Optional.of(choice(conditions.get(i), value, chosen));
        }
        return like(present, chosen.orElseThrow(), type);
    }

    /** NULL is not written: between it and a parameter a source would not know the type. */
    private static RemoteExpression choice(RemotePredicate condition, Optional<RemoteExpression> value,
            Optional<RemoteExpression> otherwise) {
        if (value.isPresent()) {
            return new Choice(condition, value.get(), otherwise);
        }
        RemotePredicate notTrue = RemotePredicate
                .or(List.of(new Not(condition), new NullTest(new Truth(condition), false)));
        return new Choice(notTrue, otherwise.orElseThrow(() -> new StaysException("CASE that chooses NULL at its end")),
                Optional.empty());
    }

    private static Scalar like(List<Scalar> arguments, RemoteExpression value, Type type) {
        Scalar first = arguments.getFirst();
        Optional<IntegerRange> range = first.range().map(_ -> new IntegerRange(
                arguments.stream().map(argument -> argument.range().orElseThrow().low()).min(BigInteger::compareTo)
                        .orElseThrow(),
                arguments.stream().map(argument -> argument.range().orElseThrow().high()).max(BigInteger::compareTo)
                        .orElseThrow()));
        return new Scalar(value, type, first.remoteType(), first.comparability(), range);
    }

    /** The values in one form, in which the source compares them as the engine does. */
    private List<Scalar> alike(Type type, List<Scalar> arguments) {
        if (!arguments.stream().allMatch(argument -> argument.type().equals(type)
                || type instanceof VarcharType && argument.type() instanceof VarcharType)) {
            throw new StaysException("a choice among values of several types");
        }
        if (type instanceof VarcharType) {
            return arguments.stream().map(texts::plain).toList();
        }
        if (!arguments.stream().allMatch(argument -> argument.comparability() instanceof Comparability.Ordered)) {
            throw new StaysException("a choice among values that the source compares by other rules");
        }
        return switch (type) {
            case BooleanType _ -> arguments.stream().map(this::truth).toList();
            case DecimalType decimal -> arguments.stream().map(argument -> decimal.getScale() == 0
                    || dialect.holdsIntegers(argument.remoteType())
                            ? argument.castTo(dialect.exactInteger())
                            : argument)
                    .toList();
            case DateType _,TimestampType _ -> arguments;
            default -> integers(type, arguments);
        };
    }

    private List<Scalar> integers(Type type, List<Scalar> arguments) {
        if (!Widening.isExactNumber(type)) {
            throw new StaysException("a choice among values of type " + type.getDisplayName());
        }
        boolean narrow = arguments.stream().allMatch(argument -> argument.range().orElseThrow().within(LONG)
                && !argument.remoteType().equals(dialect.exactInteger()));
        String form = narrow ? dialect.wideInteger() : dialect.exactInteger();
        return arguments.stream().map(argument -> argument.castTo(form)).toList();
    }

    /** A bit that is a boolean only when it is compared. */
    private Scalar truth(Scalar argument) {
        return argument.value() instanceof ColumnReference
                ? Scalar.ordered(new Truth(new Comparison(argument.value(), Operator.EQUAL,
                        Literal.of(BooleanType.BOOLEAN, true, argument.remoteType()))), BooleanType.BOOLEAN, "boolean")
                : argument;
    }
}
