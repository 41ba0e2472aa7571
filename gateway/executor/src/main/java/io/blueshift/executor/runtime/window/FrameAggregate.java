package io.blueshift.executor.runtime.window;

import io.blueshift.executor.function.AggregateFunction;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.WindowCall;
import io.blueshift.executor.runtime.aggregate.Accumulator;
import io.blueshift.executor.runtime.aggregate.Accumulators;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An aggregate as windows need it: makes empty accumulators, and finds their arguments among the columns. Immutable, safe
 * for all threads.
 */
final class FrameAggregate {
    /** At a time, so that whoever cancels the query gets through. */
    private static final int ADDED_ROWS = 1 << 14;

    private final WindowCall call;
    private final AggregateFunction function;
    private final List<Integer> inputs;
    private final List<Type> types;
    private final List<Accumulators.SortKey> order;

    FrameAggregate(WindowCall call, List<Type> columns) {
        this.call = call;
        this.function = call.function().aggregate().orElseThrow();
        List<Integer> channels = new ArrayList<>(call.arguments());
        for (Ordering key : call.ordering()) {
            if (!channels.contains(key.channel())) {
                channels.add(key.channel());
            }
        }
        this.inputs = List.copyOf(channels);
        this.types = inputs.stream().map(columns::get).toList();
        this.order = call.ordering().stream()
                .map(key -> new Accumulators.SortKey(inputs.indexOf(key.channel()), key.order())).toList();
    }

    WindowCall call() {
        return call;
    }

    /** Types of the arguments, then those of columns that are only sorted by. */
    List<Type> types() {
        return types;
    }

    Accumulator create(int groups) {
        return create(groups, call.distinct());
    }

    Accumulator create(int groups, boolean distinct) {
        Accumulator accumulator = Accumulators.create(function, types, distinct, order);
        accumulator.grow(groups);
        return accumulator;
    }

    Vector[] arguments(WindowRows rows) {
        return inputs.stream().map(rows::column).toArray(Vector[]::new);
    }

    /** Adds rows to the groups beside them, also very many. */
    static void addAll(Accumulator accumulator, Vector[] arguments, int[] rows, int count, int[] groups) {
        for (int from = 0; from < count; from += ADDED_ROWS) {
            Interruption.check();
            int to = Math.min(count, from + ADDED_ROWS);
            accumulator.add(arguments, Arrays.copyOfRange(rows, from, to), to - from,
                    Arrays.copyOfRange(groups, from, to));
        }
    }

    /** Adds rows {@code [from, to)} of the list to one group, also very many. */
    static void addAllToOne(Accumulator accumulator, int group, Vector[] arguments, int[] rows, int from, int to) {
        for (int next = from; next < to; next += ADDED_ROWS) {
            Interruption.check();
            accumulator.addToOne(group, arguments, rows, next, Math.min(to, next + ADDED_ROWS));
        }
    }

    /** Whether states can be merged and rows may come in any order: neither DISTINCT nor ORDER BY. */
    boolean isPlain() {
        return !call.distinct() && order.isEmpty();
    }

    boolean isDecomposable() {
        return isPlain() && function.decomposable();
    }

    /** Whether a state takes little memory however many rows it has seen. */
    boolean isSmall() {
        return switch (function.name()) {
            case "count", "count_if", "sum", "avg", "min", "max", "bool_and", "bool_or", "every" -> true;
            default -> false;
        };
    }
}
