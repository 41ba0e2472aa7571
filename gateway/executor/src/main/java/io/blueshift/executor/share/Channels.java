package io.blueshift.executor.share;

import io.blueshift.executor.ir.AggregateCall;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.share.SameRows.Rows;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the columns of one node are in another that has the same rows and at least the same columns.
 *
 * @param to the other's channel for each of the one's
 */
record Channels(List<Integer> to) {
    static Channels of(Rows from, Rows other) {
        return new Channels(from.columns().stream().map(other.columns()::indexOf).toList());
    }

    /** Those of two inputs, side by side. */
    static Channels of(Channels left, Channels right, PlanNode newLeft) {
        int lefts = newLeft.columns().size();
        return new Channels(IntStream.range(0, left.to.size() + right.to.size())
                .mapToObj(i -> i < left.to.size() ? left.to.get(i) : lefts + right.to.get(i - left.to.size()))
                .toList());
    }

    int of(int channel) {
        return to.get(channel);
    }

    List<Integer> of(List<Integer> channels) {
        return channels.stream().map(to::get).toList();
    }

    List<Ordering> orderings(List<Ordering> orderings) {
        return orderings.stream().map(key -> new Ordering(of(key.channel()), key.order())).toList();
    }

    Expression of(Expression expression) {
        return Renumbered.of(expression, input -> new Input(of(input.channel()), input.name(), input.type()));
    }

    AggregateCall of(AggregateCall call) {
        return new AggregateCall(call.function(), of(call.arguments()), call.distinct(), call.mask().map(to::get),
                call.ordering().stream().map(key -> new AggregateCall.Ordering(of(key.channel()), key.order()))
                        .toList());
    }

    Join.Key of(Join.Key key, Channels right) {
        return new Join.Key(of(key.left()), right.of(key.right()));
    }

    /** A column as it is. */
    Input input(int channel, Column column) {
        return new Input(of(channel), column.name(), column.type());
    }
}
