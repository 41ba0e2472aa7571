package io.blueshift.store.encoding;

import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

/**
 * What one look at a block's values tells about them; encodings estimate their size from it. Computed for one write and
 * dropped. Positions that are NULL count as one value of their own.
 */
public final class BlockProfile {
    /** More distinct values than this and a dictionary is not tried: its ids would take 12 bits and more. */
    private static final int DISTINCT_MAX = 4096;

    private final Type type;
    private final Storage storage;
    private final ValueBlock block;
    private final boolean anyNull;
    private final Optional<long[]> integers;
    private final int runs;
    private final Optional<Distinct> distinct;

    /** The distinct values: where each first stands, and for every position which of them it is. */
    record Distinct(int[] firstPositions, int[] ids) {}

    private BlockProfile(Type type, ValueBlock block) {
        this.type = type;
        this.storage = Storage.of(type);
        this.block = block;
        this.anyNull = block.hasNull();
        if (storage.isNested()) {
            integers = Optional.empty();
            runs = anyNull && allNull(block) ? 1 : block.getPositionCount();
            distinct = Optional.empty();
            return;
        }
        ValueIdentity identity = ValueIdentity.of(block);
        integers = integers(identity, block);
        runs = countRuns(identity);
        distinct = runs > 1 && runs > block.getPositionCount() / 64 ? findDistinct(identity) : Optional.empty();
    }

    /** Looks at a block of a type that has a {@link Storage}. */
    public static BlockProfile of(Type type, ValueBlock block) {
        return new BlockProfile(type, block);
    }

    Type type() {
        return type;
    }

    Storage storage() {
        return storage;
    }

    ValueBlock block() {
        return block;
    }

    int positions() {
        return block.getPositionCount();
    }

    boolean anyNull() {
        return anyNull;
    }

    /** How often a value differs from the one before it, plus one; 0 for an empty block. */
    int runs() {
        return runs;
    }

    /** Empty if there are too many, or if runs describe the block better anyway. */
    Optional<Distinct> distinct() {
        return distinct;
    }

    /**
     * The values as longs if storage is an integer, or if it is 128 bits wide and every value fits 64. A NULL position
     * holds the smallest value, so that it widens nothing.
     */
    Optional<long[]> integers() {
        return integers;
    }

    boolean sameAsPrevious(ValueIdentity identity, int position) {
        boolean isNull = anyNull && block.isNull(position);
        boolean previousNull = anyNull && block.isNull(position - 1);
        return isNull || previousNull ? isNull == previousNull : identity.same(position, position - 1);
    }

    private int countRuns(ValueIdentity identity) {
        int count = Math.min(1, positions());
        for (int i = 1; i < positions(); i++) {
            if (!sameAsPrevious(identity, i)) {
                count++;
            }
        }
        return count;
    }

    private Optional<Distinct> findDistinct(ValueIdentity identity) {
        int positions = positions();
        int limit = Math.min(DISTINCT_MAX, positions / 2 + 1);
        int mask = Integer.highestOneBit(limit * 4) - 1;
        // Open addressing: slot = index of the distinct value + 1
        int[] slots = new int[mask + 1];
        int[] first = new int[limit];
        int[] ids = new int[positions];
        int count = 0;
        int nullId = -1;
        for (int i = 0; i < positions; i++) {
            int id = nullId;
            int slot = -1;
            if (!anyNull || !block.isNull(i)) {
                slot = (int) identity.hash(i) & mask;
                while (slots[slot] != 0 && !identity.same(i, first[slots[slot] - 1])) {
                    slot = (slot + 1) & mask;
                }
                id = slots[slot] - 1;
            }
            if (id < 0) {
                if (count == limit) {
                    return Optional.empty();
                }
                id = count++;
                first[id] = i;
                if (slot < 0) {
                    nullId = id;
                } else {
                    slots[slot] = id + 1;
                }
            }
            ids[i] = id;
        }
        return Optional.of(new Distinct(Arrays.copyOf(first, count), ids));
    }

    private static boolean allNull(ValueBlock block) {
        for (int i = 0; i < block.getPositionCount(); i++) {
            if (!block.isNull(i)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<long[]> integers(ValueIdentity identity, ValueBlock block) {
        return switch (identity) {
            case ValueIdentity.Numbers numbers -> Optional.of(fillNulls(block, numbers.values().clone()));
            case ValueIdentity.Wide wide -> narrow(wide.block()).map(values -> fillNulls(block, values));
            case ValueIdentity.Twelve _,ValueIdentity.Bytes _ -> Optional.empty();
        };
    }

    private static Optional<long[]> narrow(Int128ArrayBlock block) {
        long[] values = new long[block.getPositionCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = block.getInt128Low(i);
            if (block.getInt128High(i) != values[i] >> 63 && !block.isNull(i)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static long[] fillNulls(ValueBlock block, long[] values) {
        if (!block.mayHaveNull()) {
            return values;
        }
        long min = Long.MAX_VALUE;
        for (int i = 0; i < values.length; i++) {
            min = block.isNull(i) ? min : Math.min(min, values[i]);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = block.isNull(i) ? min : values[i];
        }
        return values;
    }
}
