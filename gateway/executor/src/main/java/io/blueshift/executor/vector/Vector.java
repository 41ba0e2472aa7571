package io.blueshift.executor.vector;

import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The values of one column in all rows of a batch. There are two forms: a Trino block, which every type has, and an array
 * of longs, which types of up to 64 bits have too; whichever is asked for is derived from the other once. Both are only
 * to be read. Where a selection goes with the batch, rows outside it may hold anything. For one thread at a time.
 */
public final class Vector {
    private final Type type;
    private final int positions;
    private final Loader loader;
    private Block block;
    private long[] longs;
    private Optional<long[]> validity = Optional.empty();

    /** Where values come from that nobody may ask for. */
    public interface Loader {
        /** The values of all rows. */
        Block block();

        /** The longs of all rows to the front of an array; what is returned is their {@link Vector#validity}. */
        default Optional<long[]> longs(Type type, long[] target) {
            return LongForm.of(type, block(), target);
        }

        /** The values of some rows, ascending, from {@code offset} of the array. */
        default Block block(int[] rows, int offset, int count) {
            return block().copyPositions(rows, offset, count);
        }

        /** The longs of some rows, ascending, to the front of an array; what is returned is their validity. */
        default Optional<long[]> longs(Type type, int[] rows, int count, long[] target) {
            return LongForm.of(type, block(rows, 0, count), target);
        }
    }

    private Vector(Type type, int positions, Loader loader, Block block, long[] longs, Optional<long[]> validity) {
        this.type = requireNonNull(type, "type is null");
        this.positions = positions;
        this.loader = loader;
        this.block = block;
        this.longs = longs;
        this.validity = validity;
    }

    public static Vector of(Type type, Block block) {
        return new Vector(type, block.getPositionCount(), null, block, null, Optional.empty());
    }

    /**
     * @param longs at least as many as positions; see {@link LongForm} for what they mean
     * @param validity bit set = not NULL, least significant first; absent if there is no NULL
     */
    public static Vector ofLongs(Type type, int positions, long[] longs, Optional<long[]> validity) {
        return new Vector(type, positions, null, null, longs, validity);
    }

    /** A vector whose values are fetched when they are first asked for. */
    public static Vector lazy(Type type, int positions, Loader loader) {
        return new Vector(type, positions, requireNonNull(loader, "loader is null"), null, null, Optional.empty());
    }

    public Type type() {
        return type;
    }

    public int positions() {
        return positions;
    }

    /** Whether the values exist already, so that asking for them costs nothing like reading. */
    public boolean isLoaded() {
        return block != null || longs != null;
    }

    /** The values as a block: flat, dictionary or run-length. */
    public Block block() {
        if (block == null) {
            block = longs != null ? LongForm.toBlock(type, positions, longs, validity) : loader.block();
        }
        return block;
    }

    /**
     * The values of a type of which {@link LongForm#exists}, at least as many as positions. Of a NULL it has some number.
     */
    public long[] longs() {
        if (longs == null) {
            long[] target = new long[positions];
            validity = block != null ? LongForm.of(type, block, target) : loader.longs(type, target);
            longs = target;
        }
        return longs;
    }

    /** Which positions hold a value: bit set = not NULL, least significant first; absent if all do. Of a vector with {@link #longs}. */
    public Optional<long[]> validity() {
        longs();
        return validity;
    }

    public boolean isNull(int position) {
        if (longs != null) {
            return validity.isPresent() && !Bitmap.isSet(validity.get(), 0, position);
        }
        return block().isNull(position);
    }

    /** Whether some position may be NULL; false is certain. */
    public boolean mayHaveNull() {
        return longs != null ? validity.isPresent() : block().mayHaveNull();
    }

    /**
     * The values at some positions, ascending, as a vector of their own. Of values that were not asked for yet, no others are
     * fetched; blocks of types without longs are not copied but wrapped.
     */
    public Vector pick(int[] rows, int count) {
        if (longs != null) {
            long[] picked = new long[count];
            for (int i = 0; i < count; i++) {
                picked[i] = longs[rows[i]];
            }
            return ofLongs(type, count, picked, validity.flatMap(all -> pick(all, rows, count)));
        }
        if (block == null) {
            int[] wanted = Arrays.copyOf(rows, count);
            return lazy(type, count, new Picked(wanted));
        }
        return of(type, block.getPositions(rows, 0, count));
    }

    /** Some rows of a vector that was not loaded when they were picked. */
    private final class Picked implements Loader {
        private final int[] rows;

        private Picked(int[] rows) {
            this.rows = rows;
        }

        @Override
        public Block block() {
            return block(rows);
        }

        @Override
        public Block block(int[] some, int offset, int count) {
            return block(these(some, offset, count));
        }

        private Block block(int[] wanted) {
            if (block != null) {
                return block.copyPositions(wanted, 0, wanted.length);
            }
            return longs != null ? pick(wanted, wanted.length).block() : loader.block(wanted, 0, wanted.length);
        }

        @Override
        public Optional<long[]> longs(Type sameType, long[] target) {
            return longs(rows, target);
        }

        @Override
        public Optional<long[]> longs(Type sameType, int[] some, int count, long[] target) {
            return longs(these(some, 0, count), target);
        }

        private Optional<long[]> longs(int[] wanted, long[] target) {
            if (longs != null) {
                for (int i = 0; i < wanted.length; i++) {
                    target[i] = longs[wanted[i]];
                }
                return validity.flatMap(all -> Vector.pick(all, wanted, wanted.length));
            }
            return block != null
                    ? LongForm.of(type, block.copyPositions(wanted, 0, wanted.length), target)
                    : loader.longs(type, wanted, wanted.length, target);
        }

        private int[] these(int[] some, int offset, int count) {
            int[] wanted = new int[count];
            for (int i = 0; i < count; i++) {
                wanted[i] = rows[some[offset + i]];
            }
            return wanted;
        }
    }

    private static Optional<long[]> pick(long[] validity, int[] rows, int count) {
        long[] picked = new long[Bitmap.wordsForBits(count)];
        boolean anyNull = false;
        for (int i = 0; i < count; i++) {
            if (Bitmap.isSet(validity, 0, rows[i])) {
                Bitmap.set(picked, 0, i);
            } else {
                anyNull = true;
            }
        }
        return anyNull ? Optional.of(picked) : Optional.empty();
    }

    /** Bytes that the vector keeps in memory. */
    public long retainedBytes() {
        return (block == null ? 0 : block.getRetainedSizeInBytes()) + (longs == null ? 0 : 8L * longs.length);
    }
}
