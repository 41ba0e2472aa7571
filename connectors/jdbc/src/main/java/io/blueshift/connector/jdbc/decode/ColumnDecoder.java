package io.blueshift.connector.jdbc.decode;

import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;

import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes the values of one column into arrays, from which blocks are made page by page. The arrays are kept for the
 * next page, and blocks are copies: what a reader holds is bounded by its largest page. One thread at a time.
 */
public abstract class ColumnDecoder {
    private static final int ROWS_INITIAL = 256;

    private int rows;
    private int capacity;
    /** A bit per row, set unless the value is NULL. */
    private long[] valid = new long[0];
    private boolean anyNull;

    public final void appendNull() {
        ensureCapacity();
        Bitmap.clear(valid, 0, rows);
        anyNull = true;
        putNull(rows);
        rows++;
    }

    /** @throws io.trino.spi.TrinoException if the engine's type has no room for the value */
    public final void append(byte[] bytes, int offset, int length) {
        ensureCapacity();
        put(rows, bytes, offset, length);
        rows++;
    }

    private void ensureCapacity() {
        if (rows == capacity) {
            capacity = Math.max(ROWS_INITIAL, capacity * 2);
            int words = valid.length;
            valid = Arrays.copyOf(valid, Bitmap.wordsForBits(capacity));
            Arrays.fill(valid, words, valid.length, -1L);
            resize(capacity);
        }
    }

    /** The rows since the last call. */
    public final Block take() {
        Block block = block(rows,
                anyNull ? Optional.of(Arrays.copyOf(valid, Bitmap.wordsForBits(rows))) : Optional.empty());
        if (anyNull) {
            Arrays.fill(valid, -1L);
        }
        anyNull = false;
        rows = 0;
        return block;
    }

    /** Makes room for that many rows, keeping what is there. */
    protected abstract void resize(int capacity);

    protected abstract void put(int row, byte[] bytes, int offset, int length);

    /** Puts what block builders put for NULL: zeros. */
    protected abstract void putNull(int row);

    protected abstract Block block(int rows, Optional<long[]> valid);
}
