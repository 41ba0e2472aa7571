package io.blueshift.executor.aggregate;

import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.AggregateCall;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Aggregates what one thread sees, in a table that stays small enough for the cache: when it is full, its groups go to the
 * partitions that all threads share. If it was filled without finding many rows of the same group, rows go there without
 * being looked up, for a while.
 */
final class AggregateCollector implements Sink.Collector {
    /** Groups of one table: 1 MB of slots and 2 MB for each column of keys or states. */
    private static final int GROUPS_MAX = 1 << 18;

    /** Groups of one table in which most rows find theirs: still better than to merge them over and over. */
    private static final int REDUCING_GROUPS_MAX = 1 << 20;

    /** Enough groups to tell whether rows of a group follow each other. */
    private static final int EARLY_GROUPS = 1 << 12;

    /** Tables that are filled without looking rows up before it is tried again whether that pays. */
    private static final int BLIND_TABLES = 7;

    private final AggregateSink sink;
    private final Aggregate plan;
    private final int[] keys;
    private final int[][] arguments;
    private final int[] masks;
    private final RowGroups all = new RowGroups();
    private final RowGroups[] masked;
    private final Optional<BatchSums> sums;

    private Groups groups;
    private long rowsInTable;
    private int groupsMax = GROUPS_MAX;
    private int blindTables;
    private int[] rowGroups = {};

    AggregateCollector(AggregateSink sink, Aggregate plan, Optional<BatchSums> sums) {
        this.sink = requireNonNull(sink, "sink is null");
        this.plan = plan;
        this.keys = plan.keys().stream().mapToInt(Integer::intValue).toArray();
        List<AggregateCall> calls = plan.calls();
        this.arguments = new int[calls.size()][];
        List<Integer> distinctMasks = new ArrayList<>();
        this.masks = new int[calls.size()];
        for (int i = 0; i < calls.size(); i++) {
            arguments[i] = Groups.inputs(calls.get(i)).stream().mapToInt(Integer::intValue).toArray();
            Optional<Integer> mask = calls.get(i).mask();
            masks[i] = mask.orElse(-1);
            if (mask.isPresent() && !distinctMasks.contains(mask.get())) {
                distinctMasks.add(mask.get());
            }
        }
        this.masked = new RowGroups[distinctMasks.stream().mapToInt(mask -> mask + 1).max().orElse(0)];
        distinctMasks.forEach(mask -> masked[mask] = new RowGroups());
        this.sums = requireNonNull(sums, "sums is null");
        this.groups = Groups.create(plan);
    }

    @Override
    public void accept(Batch input) {
        Batch batch = narrow(input);
        int[] rows = batch.rows();
        int count = batch.count();
        if (rowGroups.length < count) {
            rowGroups = new int[count];
        }
        assign(vectors(batch, keys), rows, count);
        groups.grow();
        rowsInTable += count;
        if (blindTables == 0 && groups.count() >= EARLY_GROUPS && inRuns()) {
            blindTables = BLIND_TABLES;
        }
        Optional<BatchSums> fused = sums.filter(together -> together.pays(groups.count(), count));
        fused.ifPresent(together -> together.add(batch, rowGroups, groups));
        if (fused.isEmpty() || !fused.get().isComplete()) {
            addOneByOne(batch, rows, count, fused);
        }
        if (groups.count() >= groupsMax) {
            if (blindTables == 0 && groupsMax < REDUCING_GROUPS_MAX && groups.table().lookups() / 2 > groups.count()) {
                groupsMax *= 2;
            } else {
                flush();
            }
        }
    }

    /** @param fused what has added some calls up already */
    private void addOneByOne(Batch batch, int[] rows, int count, Optional<BatchSums> fused) {
        all.all(rows, count, rowGroups, groups.count());
        for (int mask = 0; mask < masked.length; mask++) {
            if (masked[mask] != null) {
                masked[mask].masked(batch.vector(mask), rows, count, rowGroups, groups.count());
            }
        }
        for (int i = 0; i < arguments.length; i++) {
            if (fused.isEmpty() || !fused.get().isFused(i)) {
                RowGroups wanted = masks[i] < 0 ? all : masked[masks[i]];
                wanted.addTo(groups.accumulator(i), vectors(batch, arguments[i]));
            }
        }
    }

    /** Where few rows are wanted, what was not read yet is read for them alone. */
    private static Batch narrow(Batch batch) {
        return !batch.isDense() && 2L * batch.count() < batch.positions() ? batch.compact() : batch;
    }

    private void assign(Vector[] keyVectors, int[] rows, int count) {
        if (blindTables > 0) {
            groups.table().append(keyVectors, rows, count, rowGroups);
        } else {
            groups.table().assign(keyVectors, rows, count, rowGroups);
        }
    }

    private static Vector[] vectors(Batch batch, int[] channels) {
        Vector[] vectors = new Vector[channels.length];
        for (int i = 0; i < channels.length; i++) {
            vectors[i] = batch.vector(channels[i]);
        }
        return vectors;
    }

    /** Whether rows of a group follow each other, so that looking groups up finds no more than looking at the row before. */
    private boolean inRuns() {
        long found = groups.count();
        return rowsInTable > 2 * found && groups.table().lookups() < found + found / 8;
    }

    private void flush() {
        boolean inVain = groups.table().lookups() < groups.count() + groups.count() / 2L;
        blindTables = blindTables > 0 ? blindTables - 1 : inVain ? BLIND_TABLES : 0;
        Groups full = groups;
        groups = Groups.create(plan, full.count());
        rowsInTable = 0;
        sink.spread(full);
    }

    @Override
    public void finish() {
        sink.handOver(groups, blindTables > 0);
        groups = Groups.create(plan);
    }

    @Override
    public long retainedBytes() {
        return groups.retainedBytes() + 4L * rowGroups.length + all.retainedBytes()
                + sums.map(BatchSums::retainedBytes).orElse(0L);
    }
}
