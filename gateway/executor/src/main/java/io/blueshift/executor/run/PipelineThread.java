package io.blueshift.executor.run;

import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.report.ThreadCounts;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.Page;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One thread in one pipeline: pulls batches from a reader of its own through steps of its own, into a collector of its own
 * or, in a pipeline without a sink, out as pages.
 */
final class PipelineThread implements AutoCloseable {
    private final Source.Reader reader;
    private final Step[] steps;
    private final boolean[] ended;
    private final Optional<Sink.Collector> collector;
    private final ThreadCounts counts;
    private boolean finished;

    PipelineThread(Pipeline pipeline) {
        this.reader = pipeline.branch().source().open();
        this.steps = pipeline.branch().steps().stream().map(Step.Factory::open).toArray(Step[]::new);
        this.ended = new boolean[steps.length];
        this.collector = pipeline.sink().map(Sink::open);
        this.counts = new ThreadCounts(1 + steps.length);
    }

    Source.Reader reader() {
        return reader;
    }

    ThreadCounts counts() {
        return counts;
    }

    boolean isFinished() {
        return finished;
    }

    CompletableFuture<?> isBlocked() {
        return reader.isBlocked();
    }

    /** Moves one batch to the end of the pipeline, if one gets there. */
    Optional<Page> move() {
        Optional<Batch> batch = pull(steps.length);
        if (batch.isPresent()) {
            if (collector.isEmpty()) {
                return Optional.of(batch.get().page());
            }
            collector.get().accept(batch.get());
        } else if (hasEnded(steps.length)) {
            finished = true;
            collector.ifPresent(Sink.Collector::finish);
        }
        return Optional.empty();
    }

    /** The next output of the reader and the first so many steps; empty if there is none, or none yet. */
    private Optional<Batch> pull(int depth) {
        Optional<Batch> output = depth == 0 ? reader.next() : pullThrough(depth);
        output.ifPresent(batch -> counts.delivered(depth, batch.count()));
        return output;
    }

    private Optional<Batch> pullThrough(int depth) {
        Step step = steps[depth - 1];
        while (!ended[depth - 1]) {
            // Steps may swallow all that comes: a filter, an offset
            Interruption.check();
            Optional<Batch> output = step.next();
            if (output.isPresent()) {
                return output;
            }
            if (step.satisfied()) {
                ended[depth - 1] = true;
                return Optional.empty();
            }
            Optional<Batch> input = pull(depth - 1);
            if (input.isPresent()) {
                step.accept(input.get());
            } else if (hasEnded(depth - 1)) {
                ended[depth - 1] = true;
                step.finish();
                return step.next();
            } else {
                return Optional.empty();
            }
        }
        return step.satisfied() ? Optional.empty() : step.next();
    }

    private boolean hasEnded(int depth) {
        return depth == 0 ? reader.isFinished() : ended[depth - 1];
    }

    long retainedBytes() {
        long bytes = reader.retainedBytes() + collector.map(Sink.Collector::retainedBytes).orElse(0L);
        for (Step step : steps) {
            bytes += step.retainedBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        reader.close();
    }
}
