package io.blueshift.executor.compile;

import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;

/**
 * One input of generated code, unpacked: longs, or the values of a block and where each row's is among them. For one
 * thread.
 */
final class Column {
    private static final int[] ZEROS = new int[64 * 1024];

    private final boolean hasLongs;
    // With longs; validity null if there is no NULL
    long[] longs;
    long[] validity;
    // Without; ids null if each row has a value of its own
    ValueBlock values;
    int[] ids;
    int idsOffset;

    Column(Type type) {
        this.hasLongs = LongForm.exists(type);
    }

    void load(Vector vector) {
        if (hasLongs) {
            longs = vector.longs();
            validity = vector.validity().orElse(null);
        } else {
            load(vector.block());
        }
    }

    private void load(Block block) {
        values = block.getUnderlyingValueBlock();
        ids = null;
        idsOffset = 0;
        switch (block) {
            case ValueBlock _ -> {
            }
            case DictionaryBlock coded -> {
                ids = coded.getRawIds();
                idsOffset = coded.getRawIdsOffset();
            }
            case RunLengthEncodedBlock run -> ids = zeros(run.getPositionCount());
        }
    }

    /** Takes a dictionary's entries for rows. */
    void loadEntries(ValueBlock entries) {
        values = entries;
        ids = null;
        idsOffset = 0;
    }

    boolean mayHaveNull() {
        return hasLongs ? validity != null : values.mayHaveNull();
    }

    void clear() {
        longs = null;
        validity = null;
        values = null;
        ids = null;
    }

    private static int[] zeros(int count) {
        return count <= ZEROS.length ? ZEROS : Arrays.copyOf(ZEROS, count);
    }
}
