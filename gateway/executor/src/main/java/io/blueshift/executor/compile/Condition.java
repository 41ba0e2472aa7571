package io.blueshift.executor.compile;

import io.blueshift.executor.vector.Batch;

/**
 * A conjunct, for one thread. One over a single coded column is evaluated once per entry of the dictionary.
 */
final class Condition {
    private final Kernels kernels;
    private final CodedRows coded = new CodedRows();
    private boolean[] accepted = {};

    Condition(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Which of the batch's rows pass, and how many.
     *
     * @param selected takes them; may be the batch's own rows
     */
    int select(Batch batch, int[] selected) {
        kernels.load(batch);
        int count = kernels.suitsEntries() && coded.pays(kernels.column(), batch)
                ? selectByEntries(batch, selected)
                : kernels.kernel(batch.isDense()).run(batch.rows(), batch.count(), selected, null, null, null);
        kernels.clear();
        return count;
    }

    private int selectByEntries(Batch batch, int[] selected) {
        Column column = kernels.column();
        int[] ids = column.ids;
        int offset = column.idsOffset;
        if (coded.look(column, batch)) {
            accepted = new boolean[column.values.getPositionCount()];
        }
        int[] entries = coded.newEntries();
        if (entries.length > 0) {
            acceptEntries(column, entries);
        }
        int[] rows = batch.rows();
        int count = 0;
        for (int i = 0; i < batch.count(); i++) {
            int row = rows[i];
            selected[count] = row;
            count += accepted[ids[offset + row]] ? 1 : 0;
        }
        return count;
    }

    private void acceptEntries(Column column, int[] entries) {
        column.loadEntries(column.values);
        int count;
        try {
            count = kernels.kernel(false).run(entries, entries.length, entries, null, null, null);
        } catch (Throwable e) {
            coded.forget();
            throw e;
        }
        for (int i = 0; i < count; i++) {
            accepted[entries[i]] = true;
        }
    }
}
