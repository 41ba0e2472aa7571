package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Cast;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Function;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.Optional;

/**
 * Functions of arrays. Whether one holds a constant has three answers on both sides: a NULL in it may be anything. Of
 * values that are not constant this is not so for empty arrays.
 */
final class ArrayFunctions {
    private static final String ARRAY = "[]";

    private final RemoteCalls calls;
    private final TextFunctions texts;

    ArrayFunctions(RemoteCalls calls, TextFunctions texts) {
        this.calls = calls;
        this.texts = texts;
    }

    Optional<Scalar> apply(Call call, List<Scalar> arguments) {
        if (arguments.isEmpty() || !(arguments.getFirst().type() instanceof ArrayType array)
                || array.getElementType() instanceof ArrayType) {
            return Optional.empty();
        }
        return switch (call.getFunctionName().getName()) {
            case "contains" -> Optional.of(contains(array.getElementType(), arguments.get(0), arguments.get(1)));
            case "cardinality" -> Optional.of(new Scalar(
                    calls.call(RemoteFunction.CARDINALITY, BigintType.BIGINT, arguments), BigintType.BIGINT, "integer",
                    new Comparability.Ordered(), Optional.of(IntegerRange.of(0, Integer.MAX_VALUE))));
            default -> Optional.empty();
        };
    }

    private Scalar contains(Type element, Scalar array, Scalar value) {
        boolean comparable = value.type().equals(element)
                || value.type() instanceof VarcharType && element instanceof VarcharType;
        if (!(value.value() instanceof Literal) || !comparable) {
            throw new StaysException("whether an array contains what is not a constant of the type of its elements");
        }
        return Scalar.ordered(calls.call(RemoteFunction.ELEMENT_OF, BooleanType.BOOLEAN, texts.collated(value), array),
                BooleanType.BOOLEAN, "boolean");
    }

    /**
     * The condition that an array contains a constant said twice, if it is that: once for an index, which finds rows and
     * knows nothing of NULLs, and once exactly. Others as they are.
     *
     * @param condition whose rows are wanted where it is true
     */
    static RemotePredicate forIndex(RemotePredicate condition) {
        if (!(condition instanceof Comparison comparison) || comparison.operator() != Operator.EQUAL
                || !(comparison.left() instanceof ColumnReference(RemoteColumn truth))
                || !(truth.computed().orElse(comparison.right()) instanceof Function call)
                || call.function() != RemoteFunction.ELEMENT_OF
                || !(call.arguments().get(1) instanceof ColumnReference(RemoteColumn array))
                || !array.comparedAs().endsWith(ARRAY)) {
            return condition;
        }
        RemoteExpression value = call.arguments().getFirst();
        RemoteExpression constant = value instanceof Function plain ? plain.arguments().getFirst() : value;
        String element = array.comparedAs().substring(0, array.comparedAs().length() - ARRAY.length());
        RemoteExpression included = Function.of(RemoteFunction.ARRAY_INCLUDES, call.arguments().get(1),
                new Cast(constant, element));
        return RemotePredicate.and(List.of(new Comparison(included, Operator.EQUAL, comparison.right()), condition));
    }
}
