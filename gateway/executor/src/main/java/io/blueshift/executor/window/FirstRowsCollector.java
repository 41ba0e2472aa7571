package io.blueshift.executor.window;

import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.window.FirstRowsOfKeys;
import io.blueshift.executor.vector.Batch;

/** Lets through, of one thread's rows, those that may be among the first of their partition. */
final class FirstRowsCollector implements Sink.Collector {
    private final FirstRowsOfKeys first;
    private final Sink.Collector next;

    FirstRowsCollector(FirstRowsOfKeys first, Sink.Collector next) {
        this.first = first;
        this.next = next;
    }

    @Override
    public void accept(Batch input) {
        if (first.isInVain()) {
            next.accept(input);
            return;
        }
        first.add(input);
        if (first.isInVain()) {
            first.takeRows().forEach(next::accept);
        }
    }

    @Override
    public void finish() {
        first.takeRows().forEach(next::accept);
        next.finish();
    }

    @Override
    public long retainedBytes() {
        return first.retainedBytes() + next.retainedBytes();
    }
}
