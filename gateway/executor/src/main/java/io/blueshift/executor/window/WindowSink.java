package io.blueshift.executor.window;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.window.KeyHash;
import io.blueshift.executor.runtime.window.WindowShape;
import io.blueshift.executor.spill.Spilling;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Collects the rows of partitions, in order. Rows are spread by the hash of their keys over parts, each ordered by itself,
 * so that several threads can go through partitions at the same time. Without keys there is one part. A part whose rows outgrow
 * memory goes on on disk, as a sort does.
 */
public final class WindowSink implements Sink {
    /** Some for each thread, so that parts of different size even out, and few enough that a batch has many rows of each. */
    private static final int PARTS = 16;

    private final List<Type> types;
    private final WindowShape shape;
    private final Optional<KeyHash> hash;
    private final AtomicReferenceArray<OrderedRows> parts;

    /** @param keys channels of the input that make the partitions, of types that can be ordered */
    public WindowSink(PlanNode input, List<Integer> keys, List<Ordering> orderings, Spilling spilling) {
        this.types = input.columns().stream().map(Column::type).toList();
        this.shape = WindowShape.of(types, keys, orderings);
        this.hash = keys.isEmpty() ? Optional.empty() : Optional.of(new KeyHash(types, keys));
        this.parts = new AtomicReferenceArray<>(keys.isEmpty() ? 1 : PARTS);
        for (int part = 0; part < parts.length(); part++) {
            parts.set(part, OrderedRows.of(input, keys, orderings, spilling));
        }
    }

    /** How the rows are parted and ordered. */
    public WindowShape shape() {
        return shape;
    }

    @Override
    public Collector open() {
        List<Collector> collectors = IntStream.range(0, parts.length()).mapToObj(part -> parts.get(part).open())
                .toList();
        return hash.isPresent() ? new SplitCollector(types, hash.get(), collectors) : collectors.getFirst();
    }

    int parts() {
        return parts.length();
    }

    /** The rows of a part, for who reads them. */
    OrderedRows part(int part) {
        return parts.get(part);
    }

    /** Nobody will read the part any more. */
    void release(int part) {
        parts.getAndSet(part, null).release();
    }

    @Override
    public void complete() {
        for (int part = 0; part < parts.length(); part++) {
            parts.get(part).complete();
        }
    }

    @Override
    public long retainedBytes() {
        long bytes = 0;
        for (int part = 0; part < parts.length(); part++) {
            OrderedRows rows = parts.get(part);
            bytes += rows == null ? 0 : rows.retainedBytes();
        }
        return bytes;
    }
}
