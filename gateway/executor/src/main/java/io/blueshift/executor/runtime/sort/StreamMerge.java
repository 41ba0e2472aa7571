package io.blueshift.executor.runtime.sort;

import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Draws rows, smallest first, from sorted runs of which only one chunk each is at hand. For one thread.
 */
public final class StreamMerge {
    private final List<Type> types;
    private final RowOrder order;
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    /** The chunks that the rows of the batch in the making are in. */
    private RowChunks window;

    /** @param runs each gives its next chunk, which is never without rows; empty when it has ended */
    public StreamMerge(List<Type> types, RowOrder order, List<Supplier<Optional<Batch>>> runs) {
        this.types = List.copyOf(types);
        this.order = order;
        this.window = new RowChunks(types);
        for (Supplier<Optional<Batch>> run : runs) {
            Cursor cursor = new Cursor(run);
            if (cursor.load()) {
                cursors.add(cursor);
            }
        }
    }

    /** The next rows, as many as wanted unless there are fewer. */
    public Batch next(int wanted) {
        long[] addresses = new long[wanted];
        int count = 0;
        while (count < wanted && !cursors.isEmpty()) {
            Cursor first = cursors.poll();
            addresses[count++] = RowChunks.address(first.number, first.position);
            if (first.advance()) {
                cursors.add(first);
            }
        }
        Batch rows = window.gather(addresses, 0, count);
        window = new RowChunks(types);
        cursors.forEach(Cursor::enter);
        return rows;
    }

    public boolean isFinished() {
        return cursors.isEmpty();
    }

    public long retainedBytes() {
        return window.retainedBytes();
    }

    private final class Cursor implements Comparable<Cursor> {
        private final Supplier<Optional<Batch>> run;
        private Batch chunk;
        private long[] prefixes = new long[0];
        private int position;
        private int number;

        private Cursor(Supplier<Optional<Batch>> run) {
            this.run = run;
        }

        private boolean load() {
            Optional<Batch> next = run.get();
            if (next.isEmpty()) {
                return false;
            }
            chunk = next.get();
            if (prefixes.length < chunk.count()) {
                prefixes = new long[chunk.count()];
            }
            order.prefixes(chunk, prefixes, 0);
            position = 0;
            enter();
            return true;
        }

        private void enter() {
            number = window.chunks().size();
            chunk = window.add(chunk);
        }

        private boolean advance() {
            position++;
            return position < chunk.count() || load();
        }

        @Override
        public int compareTo(Cursor other) {
            int byPrefix = Long.compareUnsigned(prefixes[position], other.prefixes[other.position]);
            return byPrefix != 0 ? byPrefix : order.compare(chunk, position, other.chunk, other.position);
        }
    }
}
