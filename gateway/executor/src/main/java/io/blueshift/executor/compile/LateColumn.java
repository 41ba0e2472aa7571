package io.blueshift.executor.compile;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;

/**
 * The values of a projection that may not be asked for, because what uses them may evaluate the expression itself.
 */
record LateColumn(Projection projection, Batch batch) implements Vector.Loader {
    static Vector of(Projection.Computed projection, Batch batch) {
        return Vector.lazy(projection.kernels().type(), batch.positions(), new LateColumn(projection, batch));
    }

    @Override
    public Block block() {
        return projection.project(batch).block();
    }
}
