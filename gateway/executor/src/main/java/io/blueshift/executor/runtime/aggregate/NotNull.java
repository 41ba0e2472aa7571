package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;

/** Leaves the rows in which an argument is not NULL, in arrays of its own. */
final class NotNull {
    int[] rows = {};
    int[] groups = {};
    int count;

    /** Whether a vector has no NULL, certainly. */
    static boolean is(Vector vector) {
        return LongForm.exists(vector.type()) ? vector.validity().isEmpty() : !vector.block().mayHaveNull();
    }

    void select(Vector vector, int[] allRows, int from, int to, int[] allGroups) {
        if (rows.length < to - from) {
            rows = new int[to - from];
            groups = new int[to - from];
        }
        count = 0;
        if (LongForm.exists(vector.type())) {
            selectValid(vector.validity().orElseThrow(), allRows, from, to, allGroups);
            return;
        }
        Block block = vector.block();
        for (int i = from; i < to; i++) {
            rows[count] = allRows[i];
            groups[count] = allGroups == null ? 0 : allGroups[i];
            count += block.isNull(allRows[i]) ? 0 : 1;
        }
    }

    private void selectValid(long[] validity, int[] allRows, int from, int to, int[] allGroups) {
        int selected = 0;
        for (int i = from; i < to; i++) {
            rows[selected] = allRows[i];
            groups[selected] = allGroups == null ? 0 : allGroups[i];
            selected += Bitmap.isSet(validity, 0, allRows[i]) ? 1 : 0;
        }
        count = selected;
    }
}
