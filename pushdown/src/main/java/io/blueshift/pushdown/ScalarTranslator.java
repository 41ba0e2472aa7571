package io.blueshift.pushdown;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceUtf8;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteExpression.Truth;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Translates a value that is computed of a row. Which rows the source's value is not to be trusted for becomes part of
 * the {@link Doubts}; for all others it is the engine's to the last digit and character. One thread.
 */
final class ScalarTranslator {
    private final Dialect dialect;
    private final Function<Variable, RemoteColumn> columns;
    private final Doubts doubts;
    private final NumberFunctions numbers;
    private final TextFunctions texts;
    private final TimeFunctions times;
    private final DateArithmetic dates;
    private final ConditionalFunctions conditionals;
    private final Casts casts;
    private final ArrayFunctions arrays;
    private final JsonFunctions documents;

    ScalarTranslator(Dialect dialect, Function<Variable, RemoteColumn> columns, Doubts doubts) {
        this.dialect = dialect;
        this.columns = columns;
        this.doubts = doubts;
        RemoteCalls calls = new RemoteCalls(dialect);
        IntegerArithmetic integers = new IntegerArithmetic(dialect, calls, doubts);
        this.numbers = new NumberFunctions(dialect, calls, integers, doubts);
        this.texts = new TextFunctions(dialect, calls, doubts);
        this.times = new TimeFunctions(dialect, calls, doubts);
        this.dates = new DateArithmetic(dialect, calls, doubts);
        this.conditionals = new ConditionalFunctions(dialect, calls, texts);
        this.casts = new Casts(dialect, calls, integers, texts, times);
        this.arrays = new ArrayFunctions(calls, texts);
        this.documents = new JsonFunctions(dialect, calls, texts, doubts);
    }

    /** @throws StaysException if the source cannot be asked */
    Scalar translate(ConnectorExpression expression) {
        return switch (expression) {
            case Variable variable -> Scalar.of(columns.apply(variable));
            case Constant constant -> literal(constant);
            case Call call -> call(call);
            default -> throw new StaysException("an expression of a form that is not translated");
        };
    }

    private Scalar literal(Constant constant) {
        // The engine's type of a text may be longer than the text
        Type type = constant.getType() instanceof VarcharType && constant.getValue() instanceof Slice text
                ? VarcharType.createVarcharType(SliceUtf8.countCodePoints(text))
                : constant.getType();
        Optional<String> remoteType = dialect.parameterType(type);
        if (constant.getValue() == null || remoteType.isEmpty()) {
            throw new StaysException("a constant of type " + type.getDisplayName() + " in an expression");
        }
        Comparability comparability = type instanceof VarcharType
                ? new Comparability.Text(dialect.plainText())
                : new Comparability.Ordered();
        Scalar literal = new Scalar(Literal.of(type, constant.getValue(), remoteType.get()), type, remoteType.get(),
                comparability, IntegerRange.of(type)
                        .map(_ -> IntegerRange.of((long) constant.getValue(), (long) constant.getValue())));
        if (!dialect.expressible(literal.column("constant"), constant.getValue())) {
            throw new StaysException("a constant that the source is not asked about");
        }
        return literal;
    }

    private Scalar call(Call call) {
        if (call.getFunctionName().getCatalogSchema().isPresent()) {
            throw new StaysException(call.getFunctionName().getName() + " is not the source's function");
        }
        if (call.getType() instanceof BooleanType && PredicateTranslator.translates(call.getFunctionName())) {
            RemotePredicate condition = new PredicateTranslator(dialect, columns, doubts).predicate(call);
            return Scalar.ordered(new Truth(condition), call.getType(),
                    dialect.parameterType(call.getType()).orElse("boolean"));
        }
        if (isFloating(call.getType()) || call.getArguments().stream().anyMatch(value -> isFloating(value.getType()))) {
            throw new StaysException(ExpressionText.name(call.getFunctionName())
                    + " of floating point numbers: last digits, NaN and infinities may differ");
        }
        if (ChoiceTranslator.translates(call)) {
            return new ChoiceTranslator(conditionals,
                    condition -> new PredicateTranslator(dialect, columns, doubts).predicate(condition),
                    this::translate).translate(call);
        }
        if (DateArithmetic.is(call)) {
            return dates.apply(call, translate(call.getArguments().get(DateArithmetic.dateArgument(call))));
        }
        List<Scalar> arguments = call.getArguments().stream().map(this::translate).toList();
        return numbers.apply(call, arguments)
                .or(() -> texts.apply(call, arguments))
                .or(() -> times.apply(call, arguments))
                .or(() -> conditionals.apply(call, arguments))
                .or(() -> casts.apply(call, arguments))
                .or(() -> arrays.apply(call, arguments))
                .or(() -> documents.apply(call, arguments))
                .orElseThrow(() -> new StaysException(
                        ExpressionText.name(call.getFunctionName()) + ", which is not translated"));
    }

    private static boolean isFloating(Type type) {
        return type instanceof DoubleType || type instanceof RealType;
    }
}
