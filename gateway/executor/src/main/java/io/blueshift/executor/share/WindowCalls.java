package io.blueshift.executor.share;

import io.blueshift.executor.function.AggregateFunction;
import io.blueshift.executor.ir.WindowCall;
import io.blueshift.executor.ir.WindowFrame.Bound;

import java.util.List;

/** What a window's function is, whatever the channels of its input are. */
final class WindowCalls {
    private WindowCalls() {}

    static boolean isDeterministic(WindowCall call) {
        return call.function().aggregate().map(AggregateFunction::deterministic).orElse(true);
    }

    /** @param numbers of the values that the channels have */
    static List<Object> of(WindowCall call, List<Integer> numbers) {
        return List.of(call.function(), call.arguments().stream().map(numbers::get).toList(), call.frame().unit(),
                bound(call.frame().start(), numbers), bound(call.frame().end(), numbers), call.ignoreNulls(),
                call.distinct(), call.ordering().stream()
                        .map(key -> List.of(numbers.get(key.channel()), key.order())).toList());
    }

    private static Object bound(Bound bound, List<Integer> numbers) {
        return bound instanceof Bound.Offset offset
                ? List.of(offset.following(), numbers.get(offset.value()), offset.sortKey().map(numbers::get))
                : bound;
    }
}
