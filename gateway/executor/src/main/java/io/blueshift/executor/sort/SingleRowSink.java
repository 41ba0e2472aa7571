package io.blueshift.executor.sort;

import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.sort.RowChunks;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.type.Type;

import java.util.List;

import static io.trino.spi.StandardErrorCode.SUBQUERY_MULTIPLE_ROWS;

/** Sees to it that a scalar subquery has one row: of none it makes one of NULLs, more are an error. */
public final class SingleRowSink implements Sink {
    private final List<Type> types;
    private final RowChunks rows;

    public SingleRowSink(List<Type> types) {
        this.types = types;
        this.rows = new RowChunks(types);
    }

    @Override
    public Collector open() {
        return new Collector() {
            @Override
            public void accept(Batch input) {
                add(input);
            }

            @Override
            public void finish() {}
        };
    }

    private synchronized void add(Batch input) {
        if (rows.rows() + input.count() > 1) {
            throw new TrinoException(SUBQUERY_MULTIPLE_ROWS, "Scalar sub-query has returned multiple rows");
        }
        rows.add(input);
    }

    /** The row, once the sink is complete. */
    public synchronized Batch row() {
        return rows.rows() == 1
                ? rows.chunks().getFirst()
                : Batch.of(1, types.stream().map(type -> Vector.of(type, type.createNullBlock())).toList());
    }
}
