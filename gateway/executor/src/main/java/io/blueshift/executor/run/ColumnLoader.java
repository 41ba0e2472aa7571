package io.blueshift.executor.run;

import io.blueshift.executor.scan.ScanBatch;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;

import java.util.Optional;

/** Reads a column of the wanted rows of a scanned batch, as late and as little as possible. */
record ColumnLoader(ScanBatch batch, int channel) implements Vector.Loader {
    @Override
    public Block block() {
        return batch.block(channel);
    }

    @Override
    public Optional<long[]> longs(Type type, long[] target) {
        return LongForm.exists(type) && !type.equals(BooleanType.BOOLEAN)
                ? batch.longs(channel, target)
                : Vector.Loader.super.longs(type, target);
    }

    @Override
    public Block block(int[] rows, int offset, int count) {
        Optional<int[]> selected = batch.selected();
        if (selected.isEmpty()) {
            return batch.block(channel, rows, offset, count);
        }
        int[] stored = new int[count];
        for (int i = 0; i < count; i++) {
            stored[i] = selected.get()[rows[offset + i]];
        }
        return batch.block(channel, stored, 0, count);
    }
}
