package io.blueshift.executor.compile;

import io.blueshift.executor.vector.Batch;

/**
 * Evaluates several expressions and adds their values up in one loop, so that no value is ever stored. Parts that the
 * expressions have in common are evaluated once. For one thread. Errors of expressions come out as they are.
 */
public final class RowSums {
    private final SumLayout layout;
    private final Kernels byGroup;
    private final Kernels total;
    private final int firstChannel;
    private boolean counted;

    RowSums(SumLayout layout, Kernels byGroup, Kernels total, int firstChannel) {
        this.layout = layout;
        this.byGroup = byGroup;
        this.total = total;
        this.firstChannel = firstChannel;
    }

    /** How many words a group takes; its first is the number of its rows. */
    public int words() {
        return layout.words();
    }

    /** Where in a group's words the sum of an expression is. */
    public int sumPlace(int expression) {
        return layout.sumPlace(expression);
    }

    /** How many values of an expression are not NULL in the rows that were added last to the group whose words begin there. */
    public long values(int expression, long[] words, int group) {
        return words[group + (counted ? layout.countPlace(expression) : 0)];
    }

    /**
     * Adds the wanted rows of a batch, at most {@link io.blueshift.executor.runtime.aggregate.PartialSum#ROWS_MAX}.
     *
     * @param groups the group of the i-th wanted row at {@code i}
     * @param words all zero
     */
    public void add(Batch batch, int[] groups, long[] words) {
        run(byGroup, batch, groups, words);
    }

    /** The same with one group for all. */
    public void addAll(Batch batch, long[] words) {
        run(total, batch, null, words);
    }

    private void run(Kernels kernels, Batch batch, int[] groups, long[] words) {
        kernels.load(batch, firstChannel);
        Kernel kernel = kernels.kernel(batch.isDense());
        counted = kernels.isNullable();
        kernel.run(batch.rows(), batch.count(), groups, words, null, null);
        kernels.clear();
    }
}
