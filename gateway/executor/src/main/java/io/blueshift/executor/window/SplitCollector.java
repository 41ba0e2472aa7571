package io.blueshift.executor.window;

import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.sort.RowChunks;
import io.blueshift.executor.runtime.window.KeyHash;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.List;

/** Spreads one thread's rows over collectors, by the hash of their keys. Small batches are put together first. */
final class SplitCollector implements Sink.Collector {
    /** Of each of 16 parts some 256. */
    private static final int ROWS_MIN = 4 * 1024;

    private final List<Type> types;
    private final KeySplit split;
    private final List<Sink.Collector> parts;
    private RowChunks waiting;

    SplitCollector(List<Type> types, KeyHash hash, List<Sink.Collector> parts) {
        this.types = types;
        this.split = new KeySplit(hash, parts.size());
        this.parts = parts;
        this.waiting = new RowChunks(types);
    }

    @Override
    public void accept(Batch input) {
        if (input.count() >= ROWS_MIN) {
            split(input.compact());
            return;
        }
        waiting.add(input);
        if (waiting.rows() >= ROWS_MIN) {
            flush();
        }
    }

    private void flush() {
        int count = (int) waiting.rows();
        if (count == 0) {
            return;
        }
        long[] addresses = new long[count];
        int next = 0;
        for (int chunk = 0; chunk < waiting.chunks().size(); chunk++) {
            for (int row = 0; row < waiting.chunks().get(chunk).count(); row++) {
                addresses[next++] = RowChunks.address(chunk, row);
            }
        }
        Batch together = waiting.gather(addresses, 0, count);
        waiting = new RowChunks(types);
        split(together);
    }

    private void split(Batch dense) {
        // Read as a whole, not part by part
        dense.vectors().forEach(SplitCollector::load);
        split.split(dense);
        for (int part = 0; part < parts.size(); part++) {
            int[] rows = split.rows(part);
            if (rows.length > 0) {
                parts.get(part).accept(dense.select(rows, rows.length));
            }
        }
    }

    private static void load(Vector vector) {
        if (LongForm.exists(vector.type())) {
            vector.longs();
        } else {
            vector.block();
        }
    }

    @Override
    public void finish() {
        flush();
        parts.forEach(Sink.Collector::finish);
    }

    @Override
    public long retainedBytes() {
        return waiting.retainedBytes() + split.retainedBytes()
                + parts.stream().mapToLong(Sink.Collector::retainedBytes).sum();
    }
}
