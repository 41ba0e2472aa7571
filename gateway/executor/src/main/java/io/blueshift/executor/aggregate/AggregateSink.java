package io.blueshift.executor.aggregate;

import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Aggregates all rows of a pipeline. Threads collect in tables of their own. While those suffice they are merged at the
 * end, one partition per task, or all at once if they are small; a table that gets full is merged into the shared
 * partitions at once, each under its lock, so that memory holds every group about once.
 */
public final class AggregateSink implements Sink {
    /** Groups that one task merges faster than several tasks get going. */
    private static final int ONE_TASK_GROUPS = 4096;

    private final Aggregate plan;
    private final Supplier<Optional<BatchSums>> sums;
    private final Groups[] partitions = new Groups[Partitioning.PARTITIONS];
    private final ReentrantLock[] locks = new ReentrantLock[Partitioning.PARTITIONS];
    private final List<Groups> collected = new ArrayList<>();
    private final List<Partitioning> partitionings = new ArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean spread;
    private volatile List<Groups> result = List.of();

    public AggregateSink(Aggregate plan) {
        this(plan, Optional::empty);
    }

    /** @param sums what adds up for a thread, if something does */
    AggregateSink(Aggregate plan, Supplier<Optional<BatchSums>> sums) {
        this.plan = requireNonNull(plan, "plan is null");
        this.sums = requireNonNull(sums, "sums is null");
        for (int p = 0; p < locks.length; p++) {
            locks[p] = new ReentrantLock();
        }
    }

    @Override
    public Collector open() {
        return new AggregateCollector(this, plan, sums.get());
    }

    /** Merges a collector's groups into the shared partitions. */
    void spread(Groups groups) {
        spread = true;
        Partitioning order = Partitioning.of(groups.table(), 0, groups.count());
        boolean[] done = new boolean[Partitioning.PARTITIONS];
        int start = ThreadLocalRandom.current().nextInt(Partitioning.PARTITIONS);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < Partitioning.PARTITIONS; i++) {
                int p = (start + i) % Partitioning.PARTITIONS;
                if (!done[p] && lock(p, pass == 0)) {
                    try {
                        mergeInto(p, groups, order);
                    } finally {
                        locks[p].unlock();
                    }
                    done[p] = true;
                }
            }
        }
    }

    private boolean lock(int partition, boolean onlyIfFree) {
        if (onlyIfFree) {
            return locks[partition].tryLock();
        }
        locks[partition].lock();
        return true;
    }

    private void mergeInto(int partition, Groups groups, Partitioning order) {
        Interruption.check();
        if (order.count(partition) == 0) {
            return;
        }
        if (partitions[partition] == null) {
            partitions[partition] = Groups.create(plan);
        }
        Groups target = partitions[partition];
        long before = target.retainedBytes();
        target.merge(groups, order.groups(), order.starts()[partition], order.count(partition));
        bytes.addAndGet(target.retainedBytes() - before);
    }

    /** @param repeated whether a group may be there more than once */
    void handOver(Groups groups, boolean repeated) {
        if (groups.count() == 0) {
            return;
        }
        if (repeated) {
            // Merging partitions finds the repetitions, also those of one collector
            spread = true;
        }
        synchronized (collected) {
            collected.add(groups);
        }
        bytes.addAndGet(groups.retainedBytes());
    }

    @Override
    public int mergeTasks() {
        if (spread) {
            collected.forEach(groups -> partitionings.add(Partitioning.of(groups.table(), 0, groups.count())));
            return Partitioning.PARTITIONS;
        }
        if (collected.size() <= 1 || plan.keys().isEmpty()) {
            return 0;
        }
        if (collected.stream().mapToLong(Groups::count).sum() <= ONE_TASK_GROUPS) {
            return 0;
        }
        spread = true;
        return mergeTasks();
    }

    @Override
    public void merge(int task) {
        for (int i = 0; i < collected.size(); i++) {
            mergeInto(task, collected.get(i), partitionings.get(i));
        }
        if (partitions[task] != null) {
            partitions[task].complete();
        }
    }

    @Override
    public void complete() {
        List<Groups> parts = new ArrayList<>();
        if (spread) {
            for (int p = 0; p < partitions.length; p++) {
                if (partitions[p] != null) {
                    parts.add(partitions[p]);
                    partitions[p] = null;
                }
            }
        } else {
            Groups one = mergeAll();
            one.complete();
            parts.add(one);
        }
        collected.clear();
        partitionings.clear();
        bytes.set(parts.stream().mapToLong(Groups::retainedBytes).sum());
        result = List.copyOf(parts);
    }

    private Groups mergeAll() {
        if (collected.isEmpty()) {
            return ofNoRows();
        }
        Groups one = collected.getFirst();
        for (Groups groups : collected.subList(1, collected.size())) {
            int[] numbers = new int[groups.count()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i;
            }
            one.merge(groups, numbers, 0, numbers.length);
        }
        return one;
    }

    private Groups ofNoRows() {
        Groups groups = Groups.create(plan);
        Optional<Aggregate.EmptySets> emptySets = plan.emptySets();
        if (emptySets.isPresent() && !plan.keys().isEmpty()) {
            int count = emptySets.get().sets().size();
            int[] rows = new int[count];
            for (int i = 0; i < count; i++) {
                rows[i] = i;
            }
            groups.table().assign(emptyKeys(emptySets.get()), rows, count, new int[count]);
            groups.grow();
        }
        return groups;
    }

    private Vector[] emptyKeys(Aggregate.EmptySets emptySets) {
        List<Column> columns = plan.input().columns();
        Vector[] keys = new Vector[plan.keys().size()];
        int count = emptySets.sets().size();
        for (int i = 0; i < keys.length; i++) {
            Type type = columns.get(plan.keys().get(i)).type();
            keys[i] = i == emptySets.key()
                    ? Vector.ofLongs(BigintType.BIGINT, count,
                            emptySets.sets().stream().mapToLong(Long::longValue).toArray(), Optional.empty())
                    : Vector.of(type, RunLengthEncodedBlock.create(type, null, count));
        }
        return keys;
    }

    /**
     * Gives all groups up by their partitions, of which some may be null. Rows may still be added to them. Instead of
     * completing.
     *
     * @param level how often the keys have been divided before
     */
    Groups[] freeze(int level) {
        Groups[] frozen = new Groups[Partitioning.PARTITIONS];
        List<Groups> others = new ArrayList<>(collected);
        for (int p = 0; p < partitions.length; p++) {
            if (level == 0) {
                frozen[p] = partitions[p];
            } else if (partitions[p] != null) {
                others.add(partitions[p]);
            }
        }
        release();
        while (!others.isEmpty()) {
            Interruption.check();
            Groups groups = others.removeLast();
            Partitioning order = Partitioning.of(groups.table(), 0, groups.count(), level);
            for (int p = 0; p < frozen.length; p++) {
                if (order.count(p) > 0) {
                    frozen[p] = frozen[p] == null ? Groups.create(plan) : frozen[p];
                    frozen[p].merge(groups, order.groups(), order.starts()[p], order.count(p));
                }
            }
        }
        return frozen;
    }

    /** Lets go of all groups. */
    void release() {
        collected.clear();
        Arrays.fill(partitions, null);
        result = List.of();
        bytes.set(0);
    }

    /** The groups in parts, once all is complete. */
    List<Groups> result() {
        return result;
    }

    @Override
    public long retainedBytes() {
        return bytes.get();
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of("groups", result.stream().mapToLong(Groups::count).sum(), "table bytes", retainedBytes());
    }
}
