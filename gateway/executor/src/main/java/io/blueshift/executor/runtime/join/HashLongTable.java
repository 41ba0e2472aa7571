package io.blueshift.executor.runtime.join;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/**
 * Open addressing with linear probing, in partitions by the highest bits of the hash; a task fills a partition, and passes
 * over the others' keys. A slot is two longs next to each other, so that one cache miss brings both:
 *
 * <pre>
 * [2 * slot]      key
 * [2 * slot + 1]  the last row with that key, plus one; zero if the slot is free
 * </pre>
 */
final class HashLongTable extends LongTable {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int ROWS_PER_PARTITION_MIN = 1 << 16;
    private static final int PARTITION_BITS_MAX = 8;
    /** Larger tables grow as they fill, for there may be few keys in many rows. */
    private static final int ROWS_EXPECTED_MAX = 1 << 20;
    /** 2^29 slots of two longs are as long as an array can be. */
    private static final int SLOT_BITS_MAX = 29;

    private final int partitionBits;
    private final long[][] partitions;

    HashLongTable(BuildKeys keys, boolean chained, int threads) {
        super(keys.rows(), chained);
        int bits = 0;
        while (bits < PARTITION_BITS_MAX && 1 << bits < threads && keys.rows() >> bits > ROWS_PER_PARTITION_MIN) {
            bits++;
        }
        while (keys.rows() >> bits > 1 << SLOT_BITS_MAX - 2) {
            bits++;
        }
        this.partitionBits = bits;
        this.partitions = new long[1 << bits][];
    }

    private static long hash(long key) {
        return (key ^ key >>> 32) * MULTIPLIER;
    }

    @Override
    int tasks() {
        return partitions.length;
    }

    @Override
    void fill(int task, BuildKeys keys) {
        long[] scratch = new long[LongChunks.CHUNK];
        int[] rows = new int[LongChunks.CHUNK];
        Partition partition = new Partition(keys.rows() >> partitionBits);
        for (BuildKeys.Chunk chunk : keys.chunks()) {
            Interruption.check();
            long[] values = keys.keys(chunk, scratch);
            if (partitionBits == 0) {
                partition.insert(values, Batch.identity(chunk.count()), chunk.count(), chunk.firstRow());
            } else {
                int count = keepPartition(task, values, rows, chunk.count());
                partition.insert(values, rows, count, chunk.firstRow());
            }
        }
        partitions[task] = partition.slots;
    }

    private int keepPartition(int task, long[] values, int[] rows, int count) {
        int kept = 0;
        int shift = 64 - partitionBits;
        for (int i = 0; i < count; i++) {
            rows[kept] = i;
            kept += hash(values[i]) >>> shift == task ? 1 : 0;
        }
        return kept;
    }

    /** A part of the table while it is filled; never more than half full. */
    private final class Partition {
        private long[] slots;
        private int bits;
        private int used;

        private Partition(int rows) {
            int expected = Math.clamp(rows, 8, ROWS_EXPECTED_MAX);
            allocate(64 - Long.numberOfLeadingZeros(2L * expected - 1));
        }

        private void allocate(int slotBits) {
            if (slotBits > SLOT_BITS_MAX) {
                throw new IllegalStateException("A join has too many different keys: " + used + " in one of "
                        + partitions.length + " partitions");
            }
            bits = slotBits;
            slots = new long[2 << slotBits];
        }

        private void insert(long[] values, int[] rows, int count, int firstRow) {
            while (used + (long) count > slots.length >>> 2) {
                grow();
            }
            int mask = slots.length - 1;
            int[] chains = chains();
            for (int i = 0; i < count; i++) {
                int row = firstRow + rows[i];
                long key = values[rows[i]];
                int at = slot(hash(key), bits);
                while (slots[at + 1] != 0 && slots[at] != key) {
                    at = at + 2 & mask;
                }
                if (slots[at + 1] == 0) {
                    slots[at] = key;
                    used++;
                } else if (isChained()) {
                    chains = chains == null ? startChains() : chains;
                    chains[row] = (int) slots[at + 1];
                }
                slots[at + 1] = row + 1;
            }
        }

        private void grow() {
            long[] old = slots;
            allocate(bits + 1);
            int mask = slots.length - 1;
            for (int i = 0; i < old.length; i += 2) {
                Interruption.check(i);
                if (old[i + 1] != 0) {
                    int at = slot(hash(old[i]), bits);
                    while (slots[at + 1] != 0) {
                        at = at + 2 & mask;
                    }
                    slots[at] = old[i];
                    slots[at + 1] = old[i + 1];
                }
            }
        }
    }

    /** Where a key's search starts in its partition: the index of the slot's first long. */
    private int slot(long hash, int slotBits) {
        return (int) (hash << partitionBits >>> 64 - slotBits) << 1;
    }

    private int used() {
        int used = 0;
        for (long[] slots : partitions) {
            for (int at = 1; at < slots.length; at += 2) {
                used += slots[at] != 0 ? 1 : 0;
            }
        }
        return used;
    }

    @Override
    Optional<long[]> keys(int max) {
        int used = used();
        if (used > max) {
            return Optional.empty();
        }
        long[] keys = new long[used];
        int count = 0;
        for (long[] slots : partitions) {
            for (int at = 0; at < slots.length; at += 2) {
                if (slots[at + 1] != 0) {
                    keys[count++] = slots[at];
                }
            }
        }
        return Optional.of(keys);
    }

    @Override
    LongKeyFilter keyFilter(KeyRange range) {
        LongKeyFilter.Builder filter = LongKeyFilter.builder(range, used());
        for (long[] slots : partitions) {
            for (int at = 0; at < slots.length; at += 2) {
                Interruption.check(at);
                if (slots[at + 1] != 0) {
                    filter.add(slots[at]);
                }
            }
        }
        return filter.built();
    }

    @Override
    public Finder finder() {
        return new HashFinder();
    }

    /**
     * Looks at the first slot of all keys before any second one: the misses of many keys overlap, as nothing in that loop
     * waits for what a slot holds.
     */
    private final class HashFinder implements Finder {
        private final int[] slotBits = new int[partitions.length];
        private int[] heads = new int[0];
        private int[] undecided = new int[0];

        private HashFinder() {
            for (int i = 0; i < slotBits.length; i++) {
                slotBits[i] = Integer.numberOfTrailingZeros(partitions[i].length) - 1;
            }
        }

        @Override
        public int find(long[] values, int[] rows, int count, int[] found) {
            if (heads.length < count) {
                heads = new int[count];
                undecided = new int[count];
            }
            int open = partitionBits == 0 ? firstSlotsOfOne(values, count) : firstSlots(values, count);
            for (int i = 0; i < open; i++) {
                int row = undecided[i];
                heads[row] = findFurther(values[row]);
            }
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int head = heads[i];
                rows[kept] = rows[i];
                found[kept] = head - 1;
                kept += head != 0 ? 1 : 0;
            }
            return kept;
        }

        private int firstSlotsOfOne(long[] values, int count) {
            long[] slots = partitions[0];
            int shift = 64 - slotBits[0];
            int open = 0;
            for (int i = 0; i < count; i++) {
                long key = values[i];
                int at = (int) (hash(key) >>> shift) << 1;
                long head = slots[at + 1];
                boolean same = slots[at] == key;
                heads[i] = same ? (int) head : 0;
                undecided[open] = i;
                open += !same & head != 0 ? 1 : 0;
            }
            return open;
        }

        private int firstSlots(long[] values, int count) {
            int open = 0;
            int partitionShift = 64 - partitionBits;
            for (int i = 0; i < count; i++) {
                long key = values[i];
                long hash = hash(key);
                int partition = (int) (hash >>> partitionShift);
                long[] slots = partitions[partition];
                int at = slot(hash, slotBits[partition]);
                long head = slots[at + 1];
                boolean same = slots[at] == key;
                heads[i] = same ? (int) head : 0;
                undecided[open] = i;
                open += !same & head != 0 ? 1 : 0;
            }
            return open;
        }

        private int findFurther(long key) {
            long hash = hash(key);
            int partition = partitionBits == 0 ? 0 : (int) (hash >>> 64 - partitionBits);
            long[] slots = partitions[partition];
            int mask = slots.length - 1;
            int at = slot(hash, slotBits[partition]) + 2 & mask;
            while (slots[at + 1] != 0) {
                if (slots[at] == key) {
                    return (int) slots[at + 1];
                }
                at = at + 2 & mask;
            }
            return 0;
        }
    }

    @Override
    public long retainedBytes() {
        long bytes = super.retainedBytes();
        for (long[] slots : partitions) {
            bytes += slots == null ? 0 : 8L * slots.length;
        }
        return bytes;
    }
}
