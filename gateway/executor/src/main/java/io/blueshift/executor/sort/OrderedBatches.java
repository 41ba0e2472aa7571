package io.blueshift.executor.sort;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.sort.RowChunks;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static io.trino.spi.connector.ConnectorPageSource.NOT_BLOCKED;
import static java.util.Objects.requireNonNull;

/**
 * Rows whose order is known, delivered by one reader. Fetching them from wherever they are takes long, so that readers of
 * other threads, who deliver none, fetch batches that will be needed next: not many more than are, for they take memory.
 * Safe for all threads.
 */
final class OrderedBatches implements Source {
    private static final int BATCH_ROWS = 8 * 1024;
    /** Batches fetched before they are asked for. */
    private static final int AHEAD_MAX = 16;

    private final RowChunks rows;
    private final long[] addresses;
    private final int end;
    private final int batches;
    private final Batch[] fetched = new Batch[AHEAD_MAX];
    /** Batches that a thread fetches or has fetched. */
    private int taken;
    private int delivered;
    private boolean delivering;
    private boolean closed;
    private CompletableFuture<Void> change = new CompletableFuture<>();

    /**
     * @param addresses of the rows in their order
     * @param wanted how many of the first
     */
    OrderedBatches(RowChunks rows, long[] addresses, long wanted) {
        this.rows = requireNonNull(rows, "rows is null");
        this.addresses = addresses;
        this.end = (int) Math.min(addresses.length, wanted);
        this.batches = Math.ceilDiv(end, BATCH_ROWS);
    }

    /** The first one delivers. */
    @Override
    public synchronized Reader open() {
        boolean first = !delivering;
        delivering = true;
        return first ? new Delivery() : new Help();
    }

    /** The number of a batch to be fetched by the caller; negative if there is none, or none yet. */
    private synchronized int take() {
        return !closed && taken < Math.min(batches, delivered + AHEAD_MAX) ? taken++ : -1;
    }

    private void fetch(int batch) {
        int start = batch * BATCH_ROWS;
        Batch made = rows.gather(addresses, start, Math.min(BATCH_ROWS, end - start));
        synchronized (this) {
            fetched[batch % AHEAD_MAX] = made;
        }
        tell();
    }

    private synchronized Optional<Batch> deliver() {
        Optional<Batch> next = Optional.ofNullable(fetched[delivered % AHEAD_MAX]);
        if (next.isPresent()) {
            fetched[delivered % AHEAD_MAX] = null;
            delivered++;
        }
        return next;
    }

    /** Outside the lock: who waits may go on at once, on this thread. */
    private void tell() {
        CompletableFuture<Void> told;
        synchronized (this) {
            told = change;
            change = new CompletableFuture<>();
        }
        told.complete(null);
    }

    private void close() {
        synchronized (this) {
            closed = true;
        }
        tell();
    }

    /** Fetches itself what nobody has begun to fetch. */
    private final class Delivery implements Reader {
        @Override
        public Optional<Batch> next() {
            Optional<Batch> next = deliver();
            if (next.isEmpty()) {
                int batch = take();
                if (batch >= 0) {
                    fetch(batch);
                    next = deliver();
                }
            }
            if (next.isPresent()) {
                tell();
            }
            return next;
        }

        @Override
        public boolean isFinished() {
            synchronized (OrderedBatches.this) {
                return delivered == batches;
            }
        }

        @Override
        public CompletableFuture<?> isBlocked() {
            synchronized (OrderedBatches.this) {
                boolean idle = delivered < taken && taken == Math.min(batches, delivered + AHEAD_MAX)
                        && fetched[delivered % AHEAD_MAX] == null;
                return idle ? change : NOT_BLOCKED;
            }
        }

        @Override
        public void close() {
            OrderedBatches.this.close();
        }
    }

    private final class Help implements Reader {
        @Override
        public Optional<Batch> next() {
            int batch = take();
            if (batch >= 0) {
                fetch(batch);
            }
            return Optional.empty();
        }

        @Override
        public boolean isFinished() {
            synchronized (OrderedBatches.this) {
                return closed || taken == batches;
            }
        }

        @Override
        public CompletableFuture<?> isBlocked() {
            synchronized (OrderedBatches.this) {
                return isFinished() || taken < delivered + AHEAD_MAX ? NOT_BLOCKED : change;
            }
        }
    }
}
