package io.blueshift.executor.aggregate;

import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.aggregate.GroupTables;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says which rows come first with their keys, over all threads. A thread asks its own table first and only then, for keys
 * it did not see yet, the partitions that all share, each under its lock. Safe for all threads.
 */
public final class DistinctRows {
    private static final int LOCAL_KEYS_MAX = 1 << 17;

    private final List<Type> types;
    private final GroupTable[] partitions = new GroupTable[Partitioning.PARTITIONS];
    private final ReentrantLock[] locks = new ReentrantLock[Partitioning.PARTITIONS];
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lastReported = new AtomicLong();
    private final AtomicBoolean reported = new AtomicBoolean();

    public DistinctRows(List<Type> types) {
        this.types = List.copyOf(types);
        for (int p = 0; p < partitions.length; p++) {
            partitions[p] = GroupTables.create(types);
            locks[p] = new ReentrantLock();
        }
    }

    /** One thread's view. */
    final class Local {
        private final boolean reportsShared = reported.compareAndSet(false, true);
        private GroupTable seen = GroupTables.create(types);
        private int[] groups = {};

        /** Sets, of those rows whose keys nobody had before, and of each key one, the element at the row's index in {@code rows}. */
        void mark(Vector[] keys, int[] rows, int count, boolean[] first) {
            if (groups.length < count) {
                groups = new int[count];
            }
            int before = seen.groups();
            seen.assign(keys, rows, count, groups);
            int after = seen.groups();
            Arrays.fill(first, 0, count, false);
            if (after > before) {
                boolean[] fresh = areFresh(seen, before, after);
                int next = before;
                for (int i = 0; i < count; i++) {
                    if (groups[i] == next) {
                        first[i] = fresh[next - before];
                        next++;
                    }
                }
            }
            if (after > LOCAL_KEYS_MAX) {
                seen = GroupTables.create(types);
            }
        }

        /** Without what all share. */
        long ownBytes() {
            return seen.retainedBytes() + 4L * groups.length;
        }

        long retainedBytes() {
            // What all share is in the report of one
            return ownBytes() + (reportsShared ? bytes.get() : 0);
        }
    }

    /** Bytes by which what all share has grown since they were last asked for. */
    long unreportedBytes() {
        long now = bytes.get();
        return now - lastReported.getAndSet(now);
    }

    /** Gives the keys up by their partitions. Nothing can be marked any more. */
    List<GroupTable> giveUp() {
        bytes.set(0);
        List<GroupTable> given = List.of(partitions);
        Arrays.setAll(partitions, _ -> GroupTables.create(types));
        return given;
    }

    private boolean[] areFresh(GroupTable seen, int from, int to) {
        boolean[] fresh = new boolean[to - from];
        Partitioning order = Partitioning.of(seen, from, to);
        for (int p = 0; p < Partitioning.PARTITIONS; p++) {
            int count = order.count(p);
            if (count > 0) {
                locks[p].lock();
                try {
                    areFresh(p, seen, order, from, fresh);
                } finally {
                    locks[p].unlock();
                }
            }
        }
        return fresh;
    }

    private void areFresh(int partition, GroupTable seen, Partitioning order, int from, boolean[] fresh) {
        GroupTable table = partitions[partition];
        int start = order.starts()[partition];
        int count = order.count(partition);
        int[] numbers = new int[count];
        int next = table.groups();
        long bytesBefore = table.retainedBytes();
        table.merge(seen, order.groups(), start, count, numbers);
        bytes.addAndGet(table.retainedBytes() - bytesBefore);
        for (int i = 0; i < count; i++) {
            if (numbers[i] == next) {
                next++;
                fresh[order.groups()[start + i] - from] = true;
            }
        }
    }
}
