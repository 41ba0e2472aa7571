package io.blueshift.executor.spill;

import io.blueshift.executor.vector.Batch;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Rows in a file, in the order in which they were added. Several threads may add; once nobody does any more, any number of
 * readers may go through them.
 */
public final class SpilledRows {
    private final SpillFile file;
    private final List<Type> types;
    private long[] starts = new long[4];
    private int chunks;
    private long rows;
    private long bytes;

    public SpilledRows(SpillFile file, List<Type> types) {
        this.file = requireNonNull(file, "file is null");
        this.types = List.copyOf(types);
    }

    /** Writes the wanted rows of a batch, as they are, as one chunk. */
    public void add(Batch batch) {
        Batch dense = batch.compact();
        Block[] columns = new Block[types.size()];
        for (int channel = 0; channel < columns.length; channel++) {
            columns[channel] = dense.vector(channel).block();
        }
        add(columns, dense.count());
    }

    void add(Block[] columns, int count) {
        if (count == 0) {
            return;
        }
        long start = file.append(columns, count);
        long size = 0;
        for (Block column : columns) {
            size += column.getSizeInBytes();
        }
        synchronized (this) {
            if (chunks == starts.length) {
                starts = Arrays.copyOf(starts, 2 * chunks);
            }
            starts[chunks++] = start;
            rows += count;
            bytes += size;
        }
    }

    public synchronized long rows() {
        return rows;
    }

    /** About what they take in memory. */
    public synchronized long bytes() {
        return bytes;
    }

    public Reader reader() {
        return new Reader();
    }

    /** One way through the rows, chunk by chunk. For one thread. */
    public final class Reader {
        private int next;

        private Reader() {}

        public Optional<Batch> next() {
            return next == chunks ? Optional.empty() : Optional.of(file.read(starts[next++], types));
        }

        public boolean hasNext() {
            return next < chunks;
        }
    }
}
