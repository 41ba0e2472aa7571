package io.blueshift.executor.window;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.sort.RowChunks;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.Type;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Rows that nobody wants in an order, as they came. Safe for all threads. */
final class AnyOrder implements OrderedRows {
    private final List<Type> types;
    private final RowChunks rows;

    AnyOrder(PlanNode input) {
        this.types = input.columns().stream().map(Column::type).toList();
        this.rows = new RowChunks(types);
    }

    @Override
    public Sink.Collector open() {
        RowChunks own = new RowChunks(types);
        return new Sink.Collector() {
            @Override
            public void accept(Batch input) {
                own.add(input);
            }

            @Override
            public void finish() {
                add(own);
            }

            @Override
            public long retainedBytes() {
                return own.retainedBytes();
            }
        };
    }

    private synchronized void add(RowChunks more) {
        rows.addAll(more);
    }

    @Override
    public synchronized Source.Reader rows() {
        Iterator<Batch> chunks = rows.chunks().iterator();
        return new Source.Reader() {
            @Override
            public Optional<Batch> next() {
                return chunks.hasNext() ? Optional.of(chunks.next()) : Optional.empty();
            }

            @Override
            public boolean isFinished() {
                return !chunks.hasNext();
            }
        };
    }

    @Override
    public synchronized long retainedBytes() {
        return rows.retainedBytes();
    }
}
