package io.blueshift.executor.window;

import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.sort.SortSink;
import io.blueshift.executor.spill.Spilling;

import java.util.ArrayList;
import java.util.List;

import static io.trino.spi.connector.SortOrder.ASC_NULLS_LAST;

/** Rows that were collected, in order. */
interface OrderedRows {
    Sink.Collector open();

    /** All of them, once everything is collected. */
    Source.Reader rows();

    /** All rows are in. */
    default void complete() {}

    /** Nobody will read them any more. */
    default void release() {}

    long retainedBytes();

    /** By the keys, whatever their order, and within that as the orderings say. */
    static OrderedRows of(PlanNode input, List<Integer> keys, List<Ordering> orderings, Spilling spilling) {
        List<Ordering> all = new ArrayList<>();
        keys.forEach(key -> all.add(new Ordering(key, ASC_NULLS_LAST)));
        all.addAll(orderings);
        return all.isEmpty() ? new AnyOrder(input) : new Sorted(new SortSink(input, all, Long.MAX_VALUE, spilling));
    }

    /** What the executor's sort does. */
    record Sorted(SortSink sort) implements OrderedRows {
        @Override
        public Sink.Collector open() {
            return sort.open();
        }

        @Override
        public Source.Reader rows() {
            return sort.merged().open();
        }

        @Override
        public void complete() {
            sort.complete();
        }

        @Override
        public void release() {
            sort.release();
        }

        @Override
        public long retainedBytes() {
            return sort.retainedBytes();
        }
    }
}
