package io.blueshift.executor.run;

import io.blueshift.executor.ir.UniqueId;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers rows, over all threads. */
final class UniqueIdStep implements Step {
    private final AtomicLong nextId;
    private Optional<Batch> output = Optional.empty();

    private UniqueIdStep(AtomicLong nextId) {
        this.nextId = nextId;
    }

    static Chain plan(UniqueId node, PipelineBuilder builder) {
        AtomicLong nextId = new AtomicLong();
        return builder.chain(node.input()).then(() -> new UniqueIdStep(nextId));
    }

    @Override
    public void accept(Batch input) {
        long first = nextId.getAndAdd(input.positions());
        long[] ids = new long[input.positions()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = first + i;
        }
        List<Vector> vectors = new ArrayList<>(input.vectors());
        vectors.add(Vector.ofLongs(BigintType.BIGINT, ids.length, ids, Optional.empty()));
        output = Optional.of(input.with(vectors));
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }
}
