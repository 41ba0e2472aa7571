package io.blueshift.executor.compile;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * A projection over a single coded column: each entry of the dictionary that occurs is evaluated once. For one thread.
 */
final class CodedProjection {
    private final Kernels kernels;
    private final CodedRows coded = new CodedRows();
    // By entry
    private long[] longs = {};
    private long[] validity = {};
    private boolean anyNull;
    private int[] places = {};
    private Block values;

    CodedProjection(Kernels kernels) {
        this.kernels = kernels;
    }

    boolean pays(Batch batch) {
        return coded.pays(kernels.column(), batch);
    }

    /** The vector, of a batch whose column was loaded. */
    Vector project(Batch batch) {
        Column column = kernels.column();
        int[] ids = column.ids;
        int offset = column.idsOffset;
        int entries = column.values.getPositionCount();
        boolean isNew = coded.look(column, batch);
        try {
            if (LongForm.exists(kernels.type())) {
                evaluateLongs(column, isNew, entries);
            } else {
                evaluateBlock(column, isNew, entries);
            }
        } catch (Throwable e) {
            coded.forget();
            throw e;
        }
        return LongForm.exists(kernels.type()) ? longs(batch, ids, offset) : block(batch, ids, offset);
    }

    private void evaluateLongs(Column column, boolean isNew, int entries) {
        if (isNew) {
            longs = new long[entries];
            validity = new long[Bitmap.wordsForBits(entries)];
            anyNull = false;
        }
        int[] wanted = coded.newEntries();
        if (wanted.length == 0) {
            return;
        }
        column.loadEntries(column.values);
        int nulls = kernels.kernel(false).run(wanted, wanted.length, null, longs, validity, null);
        anyNull |= nulls > 0;
        if (!kernels.isNullable()) {
            for (int entry : wanted) {
                Kernel.setValid(validity, entry);
            }
        }
    }

    private Vector longs(Batch batch, int[] ids, int offset) {
        long[] target = new long[batch.positions()];
        int[] rows = batch.rows();
        for (int i = 0; i < batch.count(); i++) {
            target[rows[i]] = longs[ids[offset + rows[i]]];
        }
        return Vector.ofLongs(kernels.type(), batch.positions(), target,
                anyNull ? Optional.of(validity(batch, ids, offset)) : Optional.empty());
    }

    private long[] validity(Batch batch, int[] ids, int offset) {
        long[] target = new long[Bitmap.wordsForBits(batch.positions())];
        int[] rows = batch.rows();
        for (int i = 0; i < batch.count(); i++) {
            if (!Kernel.isNull(validity, ids[offset + rows[i]])) {
                Kernel.setValid(target, rows[i]);
            }
        }
        return target;
    }

    /** All that occurred so far make one block, so that it stays the same while nothing new comes. */
    private void evaluateBlock(Column column, boolean isNew, int entries) {
        if (isNew) {
            places = new int[entries];
            values = null;
        }
        if (values != null && coded.newEntries().length == 0) {
            return;
        }
        int[] wanted = coded.entries();
        for (int i = 0; i < wanted.length; i++) {
            places[wanted[i]] = i;
        }
        column.loadEntries(column.values);
        Kernel kernel = kernels.kernel(false);
        Type type = kernels.type();
        if (OutputForm.hasLongs(type)) {
            long[] pairs = OutputForm.allocate(type, entries);
            long[] valid = new long[Bitmap.wordsForBits(entries)];
            kernel.run(wanted, wanted.length, null, pairs, valid, null);
            values = OutputForm.vector(type, entries, pairs,
                    kernels.isNullable() ? Optional.of(valid) : Optional.empty()).block();
            for (int entry : wanted) {
                places[entry] = entry;
            }
            return;
        }
        BlockBuilder builder = type.createBlockBuilder(null, wanted.length);
        kernel.run(wanted, wanted.length, null, null, null, builder);
        values = builder.build();
    }

    private Vector block(Batch batch, int[] ids, int offset) {
        int[] target = new int[batch.positions()];
        int[] rows = batch.rows();
        for (int i = 0; i < batch.count(); i++) {
            target[rows[i]] = places[ids[offset + rows[i]]];
        }
        return Vector.of(kernels.type(), DictionaryBlock.create(batch.positions(), values, target));
    }
}
