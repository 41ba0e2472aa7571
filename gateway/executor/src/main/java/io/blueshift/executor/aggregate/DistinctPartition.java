package io.blueshift.executor.aggregate;

import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.aggregate.GroupTables;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.PartitionBits;
import io.blueshift.executor.spill.PartitionWriter;
import io.blueshift.executor.spill.SpillTask;
import io.blueshift.executor.spill.SpillTasks;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Finds the first rows with their keys in one partition, whose keys from before are in a table. If the table becomes too
 * large, it is divided, and the rows that are left with it. For one thread.
 */
final class DistinctPartition implements SpillTask {
    private final SpillableDistinct whole;
    private final GroupTable seen;
    private final SpilledRows.Reader rows;
    private final int level;
    private final SpillTasks tasks;
    private final MemoryBudget.Share share;
    private Optional<PartitionWriter> writer = Optional.empty();
    private boolean finished;

    /**
     * @param seen keys that came before
     * @param level how often the rows were divided before they came here
     */
    DistinctPartition(SpillableDistinct whole, GroupTable seen, SpilledRows rows, int level, SpillTasks tasks) {
        this.whole = requireNonNull(whole, "whole is null");
        this.seen = requireNonNull(seen, "seen is null");
        this.rows = rows.reader();
        this.level = level;
        this.tasks = tasks;
        this.share = whole.spilling().budget().share();
        share.set(seen.retainedBytes());
    }

    @Override
    public Optional<Batch> next() {
        if (whole.isSatisfied()) {
            finished = true;
            return Optional.empty();
        }
        Optional<Batch> chunk = rows.next().map(whole.columns()::widen);
        if (chunk.isEmpty()) {
            writer.ifPresent(this::divide);
            finished = true;
            return Optional.empty();
        }
        if (writer.isPresent()) {
            writer.get().add(whole.columns().narrow(chunk.get()), nextPartitions().of(chunk.get()));
            return Optional.empty();
        }
        Optional<Batch> output = whole.output(chunk.get(), first(chunk.get()));
        share.set(seen.retainedBytes());
        if (rows.hasNext() && level < PartitionBits.LEVEL_MAX && share.held() > PartitionBits.BYTES_MIN
                && share.isTooMuch()) {
            writer = Optional.of(new PartitionWriter(whole.spilling(), whole.columns().writtenTypes(),
                    PartitionBits.PARTITIONS));
        }
        return output;
    }

    private KeyPartitions nextPartitions() {
        return new KeyPartitions(whole.columns().types(), whole.keys(), level + 1);
    }

    private boolean[] first(Batch batch) {
        int next = seen.groups();
        int[] groups = new int[batch.count()];
        seen.assign(whole.keys().stream().map(batch::vector).toArray(Vector[]::new), batch.rows(), batch.count(),
                groups);
        boolean[] first = new boolean[batch.count()];
        for (int i = 0; i < groups.length; i++) {
            first[i] = groups[i] == next;
            next += first[i] ? 1 : 0;
        }
        return first;
    }

    private void divide(PartitionWriter divided) {
        List<SpilledRows> parts = divided.finish();
        Partitioning order = Partitioning.of(seen, 0, seen.groups(), level + 1);
        List<Type> types = whole.keys().stream().map(whole.columns().types()::get).toList();
        List<SpillTask> divisions = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            Interruption.check();
            if (parts.get(p).rows() > 0) {
                GroupTable table = GroupTables.create(types);
                table.merge(seen, order.groups(), order.starts()[p], order.count(p), new int[order.count(p)]);
                divisions.add(new DistinctPartition(whole, table, parts.get(p), level + 1, tasks));
            }
        }
        divisions.forEach(tasks::add);
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public long retainedBytes() {
        return share.held() + writer.map(PartitionWriter::retainedBytes).orElse(0L);
    }

    @Override
    public void close() {
        share.set(0);
    }
}
