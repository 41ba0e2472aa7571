package io.blueshift.executor.aggregate;

import io.blueshift.executor.compile.RowSums;
import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.PartitionBits;
import io.blueshift.executor.spill.PartitionWriter;
import io.blueshift.executor.spill.SpillTasks;
import io.blueshift.executor.spill.SpilledColumns;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * An aggregation in memory, until its groups would be too many. Then these stay as they are, and rows that still come go to
 * disk as they are, in partitions by their keys; afterwards each partition's groups are brought together with its rows.
 * So no state of an aggregate is ever written. Without keys there is nothing to divide, and nothing is spilled.
 */
public final class SpillingAggregate implements Sink {
    private final Aggregate plan;
    private final Spilling spilling;
    private final int level;
    private final AggregateSink inMemory;
    private final KeyPartitions partitions;
    private final SpilledColumns columns;
    private final MemoryBudget.Share share;
    private final AtomicLong sharedBytes = new AtomicLong();
    private final AtomicLong frozenBytes = new AtomicLong();
    private volatile PartitionWriter writer;
    private Groups[] frozen = {};

    public SpillingAggregate(Aggregate plan, Spilling spilling) {
        this(plan, spilling, 0, Optional::empty);
    }

    /**
     * @param fused which sums are computed together
     * @param code for one thread
     */
    public SpillingAggregate(Aggregate plan, Spilling spilling, FusedSums fused, Supplier<RowSums> code) {
        this(plan, spilling, 0, () -> Optional.of(new BatchSums(fused, code.get())));
    }

    /** @param level how often the rows have been divided before */
    SpillingAggregate(Aggregate plan, Spilling spilling, int level) {
        this(plan, spilling, level, Optional::empty);
    }

    private SpillingAggregate(Aggregate plan, Spilling spilling, int level, Supplier<Optional<BatchSums>> sums) {
        this.plan = requireNonNull(plan, "plan is null");
        this.spilling = requireNonNull(spilling, "spilling is null");
        this.level = level;
        this.inMemory = new AggregateSink(plan, sums);
        List<Type> types = plan.input().columns().stream().map(Column::type).toList();
        this.partitions = new KeyPartitions(types, plan.keys(), level);
        this.columns = SpilledColumns.of(types, channels(plan));
        this.share = spilling.budget().share();
    }

    private static Set<Integer> channels(Aggregate plan) {
        Set<Integer> channels = new HashSet<>(plan.keys());
        plan.calls().forEach(call -> {
            channels.addAll(Groups.inputs(call));
            call.mask().ifPresent(channels::add);
        });
        return channels;
    }

    AggregateSink inMemory() {
        return inMemory;
    }

    SpilledColumns columns() {
        return columns;
    }

    Aggregate plan() {
        return plan;
    }

    Spilling spilling() {
        return spilling;
    }

    boolean isSpilled() {
        return writer != null;
    }

    /** The groups of an aggregation that was not spilled, some at a time. */
    public Source groups(int batchRows) {
        return new AggregateSource(inMemory, batchRows);
    }

    /** The groups of one that was. */
    public Source rest(int batchRows) {
        return new SpillTasks(this::isSpilled, tasks -> tasks(tasks, batchRows));
    }

    List<GroupPartition> tasks(SpillTasks tasks, int batchRows) {
        List<SpilledRows> rows = writer.finish();
        List<GroupPartition> all = new ArrayList<>();
        for (int p = 0; p < rows.size(); p++) {
            Optional<Groups> groups = Optional.ofNullable(frozen[p]);
            if (groups.isPresent() || rows.get(p).rows() > 0) {
                all.add(new GroupPartition(this, groups, rows.get(p), level + 1, tasks, batchRows));
            }
        }
        frozen = new Groups[0];
        return all;
    }

    /** Somebody else holds them now. */
    void given(Groups groups) {
        frozenBytes.addAndGet(-groups.retainedBytes());
        share.add(-groups.retainedBytes());
    }

    /** Bytes that are held for this aggregation, whoever holds them. */
    long heldBytes() {
        return share.held();
    }

    private boolean isTooMuch() {
        boolean divisible = !plan.keys().isEmpty() && level <= PartitionBits.LEVEL_MAX
                && (level == 0 || share.held() > PartitionBits.BYTES_MIN);
        return divisible && share.isTooMuch();
    }

    private synchronized void spill() {
        if (writer == null) {
            writer = new PartitionWriter(spilling, columns.writtenTypes(), PartitionBits.PARTITIONS);
        }
    }

    private void write(Batch input) {
        Batch rows = input.withoutGaps();
        writer.add(columns.narrow(rows), partitions.of(rows));
    }

    private void accountShared() {
        long now = inMemory.retainedBytes();
        share.add(now - sharedBytes.getAndSet(now));
    }

    @Override
    public Collector open() {
        return new SpillingCollector();
    }

    private final class SpillingCollector implements Collector {
        private Optional<Collector> own = Optional.of(inMemory.open());
        private long reported;

        @Override
        public void accept(Batch input) {
            if (writer != null) {
                end();
                write(input);
                return;
            }
            own.orElseThrow().accept(input);
            report(own.get().retainedBytes());
            accountShared();
            if (isTooMuch()) {
                spill();
                end();
            }
        }

        private void report(long bytes) {
            share.add(bytes - reported);
            reported = bytes;
        }

        private void end() {
            own.ifPresent(Collector::finish);
            own = Optional.empty();
            report(0);
        }

        @Override
        public void finish() {
            end();
            accountShared();
        }

        @Override
        public long retainedBytes() {
            return own.map(Collector::retainedBytes).orElse(0L);
        }
    }

    @Override
    public int mergeTasks() {
        return writer == null ? inMemory.mergeTasks() : 0;
    }

    @Override
    public void merge(int task) {
        inMemory.merge(task);
    }

    @Override
    public void complete() {
        if (writer == null) {
            inMemory.complete();
        } else {
            writer.finish();
            frozen = inMemory.freeze(level);
            for (Groups groups : frozen) {
                frozenBytes.addAndGet(groups == null ? 0 : groups.retainedBytes());
            }
        }
        share.set(retainedBytes());
    }

    /** The groups were read. */
    public void release() {
        inMemory.release();
        frozen = new Groups[0];
        frozenBytes.set(0);
        share.set(0);
    }

    @Override
    public Map<String, Long> counts() {
        PartitionWriter spilled = writer;
        return spilled == null
                ? inMemory.counts()
                : Map.of("spilled rows", spilled.finish().stream().mapToLong(SpilledRows::rows).sum(), "spilled bytes",
                        spilled.writtenBytes());
    }

    @Override
    public long retainedBytes() {
        PartitionWriter spilled = writer;
        return inMemory.retainedBytes() + frozenBytes.get() + (spilled == null ? 0 : spilled.retainedBytes());
    }
}
