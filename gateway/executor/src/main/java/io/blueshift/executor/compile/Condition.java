package io.blueshift.executor.compile;

import io.blueshift.executor.vector.Batch;

/**
 * A conjunct, for one thread.
 */
final class Condition {
    private final Kernels kernels;

    Condition(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Which of the batch's rows pass, and how many.
     *
     * @param selected takes them; may be the batch's own rows
     */
    int select(Batch batch, int[] selected) {
        Kernel kernel = kernels.load(batch);
        int count = kernel.run(batch.rows(), batch.count(), selected, null, null, null);
        kernels.clear();
        return count;
    }
}
