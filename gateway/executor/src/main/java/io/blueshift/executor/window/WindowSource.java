package io.blueshift.executor.window;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.window.ColumnParts;
import io.blueshift.executor.runtime.window.WindowEvaluator;
import io.blueshift.executor.runtime.window.WindowRows;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Goes through the partitions of a complete sink and adds the columns of the functions. A thread takes one part of the sink
 * after the other and holds some whole partitions at a time, mostly about a batch of rows. Safe for all threads.
 */
public final class WindowSource implements Source {
    private final WindowSink sink;
    private final Supplier<List<WindowEvaluator>> functions;
    private final AtomicInteger nextPart = new AtomicInteger();

    /** @param functions makes those for one thread, in the order of their columns */
    public WindowSource(WindowSink sink, Supplier<List<WindowEvaluator>> functions) {
        this.sink = requireNonNull(sink, "sink is null");
        this.functions = requireNonNull(functions, "functions is null");
    }

    @Override
    public Reader open() {
        return new PartReader();
    }

    private final class PartReader implements Reader {
        private final List<WindowEvaluator> evaluators = functions.get();
        private int part = -1;
        private Optional<WholePartitions> partitions = Optional.empty();
        private Optional<Output> output = Optional.empty();
        private boolean finished;

        @Override
        public Optional<Batch> next() {
            while (!finished) {
                Optional<Batch> next = output.flatMap(Output::next);
                if (next.isPresent()) {
                    return next;
                }
                output = partitions.flatMap(WholePartitions::next)
                        .map(batches -> new Output(WindowRows.of(sink.shape(), batches), evaluators));
                if (output.isEmpty()) {
                    takePart();
                }
            }
            return Optional.empty();
        }

        private void takePart() {
            if (part >= 0) {
                sink.release(part);
            }
            part = nextPart.getAndIncrement();
            finished = part >= sink.parts();
            partitions = finished
                    ? Optional.empty()
                    : Optional.of(new WholePartitions(sink.part(part).rows(), sink.shape().partitions()));
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public long retainedBytes() {
            return output.map(Output::retainedBytes).orElse(0L);
        }
    }

    /** Rows with the functions' values, batch by batch as they were. */
    private static final class Output {
        private final WindowRows rows;
        private final List<Vector> values;
        private int batch;
        private int row;

        private Output(WindowRows rows, List<WindowEvaluator> evaluators) {
            this.rows = rows;
            this.values = evaluators.stream().map(evaluator -> evaluator.evaluate(rows)).toList();
        }

        private Optional<Batch> next() {
            if (batch == rows.batches().size()) {
                return Optional.empty();
            }
            Batch next = rows.batches().get(batch++);
            int from = row;
            row += next.count();
            List<Vector> vectors = new ArrayList<>(next.vectors());
            values.forEach(value -> vectors.add(ColumnParts.region(value, from, row)));
            return Optional.of(Batch.of(next.count(), vectors));
        }

        private long retainedBytes() {
            return rows.retainedBytes() + values.stream().mapToLong(Vector::retainedBytes).sum();
        }
    }
}
