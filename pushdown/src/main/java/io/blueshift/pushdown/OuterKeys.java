package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteJoin.Kind;
import io.blueshift.pushdown.RemoteJoin.Output;
import io.blueshift.pushdown.RemotePredicate.AllOf;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.NullTest;
import io.blueshift.pushdown.RemotePredicate.Operator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says of the keys of the side whose rows may be missing that they are not NULL, which an equality implies, for sources
 * that take it for 0 or an empty text in an outer join. For one join, one thread.
 */
final class OuterKeys {
    private final Kind kind;
    private final List<Output> outputs;

    /** @param outputs of the join */
    OuterKeys(Kind kind, List<Output> outputs) {
        this.kind = kind;
        this.outputs = outputs;
    }

    RemotePredicate of(RemotePredicate predicate) {
        if (kind == Kind.INNER) {
            return predicate;
        }
        List<RemotePredicate> terms = new ArrayList<>(List.of(predicate));
        keys(predicate).distinct().map(key -> new NullTest(key, true)).forEach(terms::add);
        return RemotePredicate.and(terms);
    }

    private Stream<RemoteExpression> keys(RemotePredicate predicate) {
        return switch (predicate) {
            case AllOf(List<RemotePredicate> terms) -> terms.stream().flatMap(this::keys);
            case Comparison(RemoteExpression left, Operator operator, RemoteExpression right) when operator == Operator.EQUAL ->
                Stream.of(left, right).map(OuterKeys::withoutForm)
                        .filter(key -> !(key instanceof Literal) && !isKept(key));
            default -> Stream.of();
        };
    }

    private static RemoteExpression withoutForm(RemoteExpression expression) {
        return expression instanceof BinaryText(RemoteExpression text) ? text : expression;
    }

    /** Whether it is a column of the side of which all rows come; what is computed may be of either. */
    private boolean isKept(RemoteExpression expression) {
        return expression instanceof ColumnReference(RemoteColumn column) && outputs.stream()
                .anyMatch(output -> output.column().equals(column)
                        && !(output.ofLeft() ? kind.keepsRight() : kind.keepsLeft()));
    }
}
