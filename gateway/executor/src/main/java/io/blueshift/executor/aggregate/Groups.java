package io.blueshift.executor.aggregate;

import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.AggregateCall;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.runtime.aggregate.Accumulator;
import io.blueshift.executor.runtime.aggregate.Accumulators;
import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.aggregate.GroupTables;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;

/** Some groups of an aggregation with their states. For one thread at a time, like its parts. */
final class Groups {
    private final int keys;
    private final GroupTable table;
    private final Accumulator[] accumulators;
    private int[] targets = {};

    private Groups(int keys, GroupTable table, Accumulator[] accumulators) {
        this.keys = keys;
        this.table = table;
        this.accumulators = accumulators;
        grow();
    }

    static Groups create(Aggregate plan) {
        List<Column> columns = plan.input().columns();
        List<Type> keys = plan.keys().stream().map(key -> columns.get(key).type()).toList();
        Accumulator[] accumulators = new Accumulator[plan.calls().size()];
        for (int i = 0; i < accumulators.length; i++) {
            AggregateCall call = plan.calls().get(i);
            List<Integer> inputs = inputs(call);
            List<Type> types = inputs.stream().map(input -> columns.get(input).type()).toList();
            List<Accumulators.SortKey> order = call.ordering().stream()
                    .map(key -> new Accumulators.SortKey(inputs.indexOf(key.channel()), key.order())).toList();
            accumulators[i] = Accumulators.create(call.function(), types, call.distinct(), order);
        }
        return new Groups(keys.size(), GroupTables.create(keys), accumulators);
    }

    /** The channels of the arguments, then those that are only sorted by: what an accumulator is given. */
    static List<Integer> inputs(AggregateCall call) {
        List<Integer> inputs = new ArrayList<>(call.arguments());
        for (AggregateCall.Ordering key : call.ordering()) {
            if (!inputs.contains(key.channel())) {
                inputs.add(key.channel());
            }
        }
        return inputs;
    }

    /** Empty ones with arrays for so many groups. */
    static Groups create(Aggregate plan, int expected) {
        Groups groups = create(plan);
        groups.table.expect(expected);
        for (Accumulator accumulator : groups.accumulators) {
            accumulator.grow(expected);
        }
        return groups;
    }

    int count() {
        return table.groups();
    }

    GroupTable table() {
        return table;
    }

    Accumulator accumulator(int call) {
        return accumulators[call];
    }

    /** Makes room for the groups that the table has. */
    void grow() {
        for (Accumulator accumulator : accumulators) {
            accumulator.grow(table.groups());
        }
    }

    /** Takes over {@code count} groups of another, from {@code offset} of the array. */
    void merge(Groups other, int[] groups, int offset, int count) {
        if (targets.length < count) {
            targets = new int[count];
        }
        table.merge(other.table, groups, offset, count, targets);
        grow();
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].merge(other.accumulators[i], groups, offset, count, targets);
        }
    }

    void complete() {
        targets = new int[0];
        for (Accumulator accumulator : accumulators) {
            accumulator.complete();
        }
    }

    /** Keys and results of groups {@code [from, to)}. */
    Batch result(int from, int to) {
        List<Vector> vectors = new ArrayList<>(keys + accumulators.length);
        for (int key = 0; key < keys; key++) {
            vectors.add(table.key(key, from, to));
        }
        for (Accumulator accumulator : accumulators) {
            vectors.add(accumulator.result(from, to));
        }
        return Batch.of(to - from, vectors);
    }

    long retainedBytes() {
        long bytes = table.retainedBytes() + 4L * targets.length;
        for (Accumulator accumulator : accumulators) {
            bytes += accumulator.retainedBytes();
        }
        return bytes;
    }
}
