package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Type;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What makes one vector of a batch, for one thread.
 */
sealed interface Projection {
    static Projection of(Expression expression, Supplier<Kernels> kernels) {
        return expression instanceof Input input ? new Pass(input.channel()) : Computed.of(kernels.get());
    }

    /** The same, but expressions are evaluated when their values are asked for. */
    default Projection late() {
        return this instanceof Computed computed ? new Late(computed) : this;
    }

    /** Whether the batch must be without a selection. */
    boolean needsDense();

    Vector project(Batch batch);

    /** Passes a column on, untouched. */
    record Pass(int channel) implements Projection {
        @Override
        public boolean needsDense() {
            return false;
        }

        @Override
        public Vector project(Batch batch) {
            return batch.vector(channel);
        }
    }

    /** Evaluates an expression when its values are asked for. */
    record Late(Computed computed) implements Projection {
        @Override
        public boolean needsDense() {
            return computed.needsDense();
        }

        @Override
        public Vector project(Batch batch) {
            return LateColumn.of(computed, batch);
        }
    }

    /** Evaluates an expression; one over a single coded column once per entry of the dictionary. */
    record Computed(Kernels kernels, CodedProjection coded) implements Projection {
        static Computed of(Kernels kernels) {
            return new Computed(kernels, new CodedProjection(kernels));
        }

        @Override
        public boolean needsDense() {
            return !OutputForm.hasLongs(kernels.type());
        }

        @Override
        public Vector project(Batch batch) {
            kernels.load(batch);
            Vector vector = kernels.suitsEntries() && coded.pays(batch)
                    ? coded.project(batch)
                    : compute(batch);
            kernels.clear();
            return vector;
        }

        private Vector compute(Batch batch) {
            Kernel kernel = kernels.kernel(batch.isDense());
            return OutputForm.hasLongs(kernels.type()) ? longs(kernel, batch) : block(kernel, batch);
        }

        private Vector longs(Kernel kernel, Batch batch) {
            long[] longs = OutputForm.allocate(kernels.type(), batch.positions());
            long[] validity = kernels.isNullable() ? new long[Bitmap.wordsForBits(batch.positions())] : null;
            int nulls = kernel.run(batch.rows(), batch.count(), null, longs, validity, null);
            return OutputForm.vector(kernels.type(), batch.positions(), longs,
                    nulls == 0 ? Optional.empty() : Optional.of(validity));
        }

        private Vector block(Kernel kernel, Batch batch) {
            Type type = kernels.type();
            BlockBuilder builder = type.createBlockBuilder(null, batch.count());
            kernel.run(batch.rows(), batch.count(), null, null, null, builder);
            return Vector.of(type, builder.build());
        }
    }
}
