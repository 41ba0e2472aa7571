package io.blueshift.executor.aggregate;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.vector.Batch;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** The groups of a complete aggregation, some at a time. */
public final class AggregateSource implements Source {
    private static final int BATCH_ROWS = 8192;

    private final AggregateSink sink;
    private final int rowsMax;
    private int part;
    private int next;

    /** @param batchRows the most rows at a time; 0 for as many as suit */
    public AggregateSource(AggregateSink sink, int batchRows) {
        this.sink = requireNonNull(sink, "sink is null");
        this.rowsMax = batchRows == 0 ? BATCH_ROWS : Math.min(batchRows, BATCH_ROWS);
    }

    private record Portion(Groups groups, int from, int to) {}

    private synchronized Optional<Portion> take() {
        List<Groups> parts = sink.result();
        while (part < parts.size() && next == parts.get(part).count()) {
            part++;
            next = 0;
        }
        if (part == parts.size()) {
            return Optional.empty();
        }
        Groups groups = parts.get(part);
        int from = next;
        next = Math.min(groups.count(), from + rowsMax);
        return Optional.of(new Portion(groups, from, next));
    }

    @Override
    public boolean isEmpty() {
        return sink.result().isEmpty();
    }

    @Override
    public Reader open() {
        return new Reader() {
            private boolean finished;

            @Override
            public Optional<Batch> next() {
                Optional<Portion> portion = take();
                finished = portion.isEmpty();
                return portion.map(rows -> rows.groups().result(rows.from(), rows.to()));
            }

            @Override
            public boolean isFinished() {
                return finished;
            }
        };
    }
}
