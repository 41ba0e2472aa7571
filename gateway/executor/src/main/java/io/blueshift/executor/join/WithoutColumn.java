package io.blueshift.executor.join;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A filter that does not know of one column. */
final class WithoutColumn implements Step {
    private final Step filter;
    private final int channel;
    private List<Vector> all = List.of();

    WithoutColumn(Step filter, int channel) {
        this.filter = filter;
        this.channel = channel;
    }

    @Override
    public void accept(Batch input) {
        all = input.vectors();
        List<Vector> others = new ArrayList<>(all);
        others.remove(channel);
        filter.accept(input.with(others));
    }

    @Override
    public Optional<Batch> next() {
        return filter.next().map(passed -> passed.with(all));
    }
}
