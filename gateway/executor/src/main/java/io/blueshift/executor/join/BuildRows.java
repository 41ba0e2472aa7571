package io.blueshift.executor.join;

import io.blueshift.executor.ir.Join;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.join.Gather;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rows of the build side that no row of the probe side has matched, or those that some row has; read when all of the
 * probe side is through.
 */
public final class BuildRows implements Source {
    private static final int ROWS_PER_BATCH = 16 * 1024;

    private final JoinStage stage;
    private final AtomicInteger nextBatch = new AtomicInteger();

    public BuildRows(JoinStage stage) {
        this.stage = stage;
    }

    @Override
    public Reader open() {
        return new BuildReader();
    }

    private final class BuildReader implements Reader {
        private final PairOutput output = stage.output();
        private final int rows = stage.table().rows();
        private final byte[] visited = stage.visited().of(rows);
        private final byte wanted = (byte) (stage.join().type() == Join.Type.RIGHT_SEMI ? 1 : 0);
        private boolean finished;

        @Override
        public Optional<Batch> next() {
            long from = (long) nextBatch.getAndIncrement() * ROWS_PER_BATCH;
            if (from >= rows) {
                finished = true;
                return Optional.empty();
            }
            int to = (int) Math.min(rows, from + ROWS_PER_BATCH);
            int[] found = new int[to - (int) from];
            int count = 0;
            for (int row = (int) from; row < to; row++) {
                found[count] = row;
                count += visited[row] == wanted ? 1 : 0;
            }
            return count == 0 ? Optional.empty() : Optional.of(output.withoutProbe(Gather.all(found, count)));
        }

        @Override
        public boolean isFinished() {
            return finished;
        }
    }
}
