package io.blueshift.executor.window;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.TopNRanking;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.window.FirstRowsOfKeys;
import io.blueshift.executor.spill.Spilling;
import io.trino.spi.type.Type;

import java.util.List;

/** Collects at least the first rows of each partition, and not many more. */
public final class FirstRowsSink implements Sink {
    private final TopNRanking node;
    private final List<Type> types;
    private final WindowSink rows;

    public FirstRowsSink(TopNRanking node, Spilling spilling) {
        this.node = node;
        this.types = node.input().columns().stream().map(Column::type).toList();
        this.rows = new WindowSink(node.input(), node.keys(), node.orderings(), spilling);
    }

    /** What was collected. */
    public WindowSink rows() {
        return rows;
    }

    @Override
    public Collector open() {
        return new FirstRowsCollector(new FirstRowsOfKeys(node, types), rows.open());
    }

    @Override
    public void complete() {
        rows.complete();
    }

    @Override
    public long retainedBytes() {
        return rows.retainedBytes();
    }
}
