package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Join;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.JoinType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A join. How Trino would distribute it, and the filters that it would send to the other side while it runs, do not matter
 * to the executor, which has its own.
 */
final class LowerJoin {
    private LowerJoin() {}

    /** @param swapped whether the left side becomes the build side */
    static Lowered lower(JoinNode join, boolean swapped, PlanLowering plans, FunctionLowering functions) {
        return LowerMatched.lowerDistinct(join, swapped, plans, functions)
                .orElseGet(() -> lower(join, swapped, type(join.getType(), swapped), join.getOutputSymbols(), plans,
                        functions));
    }

    /** As a join of another type than Trino's, which delivers these columns. */
    static Lowered lower(JoinNode join, boolean swapped, Join.Type type, List<Symbol> symbols, PlanLowering plans,
            FunctionLowering functions) {
        Lowered left = plans.lower(swapped ? join.getRight() : join.getLeft());
        Lowered right = plans.lower(swapped ? join.getLeft() : join.getRight());
        Map<Symbol, Integer> channels = pairChannels(left, right);
        Map<Symbol, Integer> leftChannels = left.channels();
        Map<Symbol, Integer> rightChannels = right.channels();
        List<Join.Key> keys = join.getCriteria().stream()
                .map(equal -> swapped ? equal.flip() : equal)
                .map(equal -> new Join.Key(leftChannels.get(equal.getLeft()), rightChannels.get(equal.getRight())))
                .toList();
        Optional<Expression> filter = join.getFilter()
                .map(condition -> new ExpressionLowering(channels, functions).lower(condition));
        List<Integer> outputs = symbols.stream().map(channels::get).toList();
        return new Lowered(new Join(left.node(), right.node(), type, keys, filter, outputs,
                join.isMaySkipOutputDuplicates()), symbols);
    }

    /** The columns of the left side followed by those of the right one. */
    private static Map<Symbol, Integer> pairChannels(Lowered left, Lowered right) {
        List<Symbol> symbols = new ArrayList<>(left.symbols());
        symbols.addAll(right.symbols());
        Map<Symbol, Integer> channels = new HashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            channels.putIfAbsent(symbols.get(i), i);
        }
        return channels;
    }

    private static Join.Type type(JoinType type, boolean swapped) {
        return switch (type) {
            case INNER -> Join.Type.INNER;
            case LEFT -> swapped ? Join.Type.RIGHT : Join.Type.LEFT;
            case RIGHT -> swapped ? Join.Type.LEFT : Join.Type.RIGHT;
            case FULL -> Join.Type.FULL;
        };
    }
}
