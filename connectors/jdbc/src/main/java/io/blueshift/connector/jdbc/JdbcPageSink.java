package io.blueshift.connector.jdbc;

import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSink;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Writes the engine's pages on a thread that may wait for the source, and says at the end how many rows they had. One
 * thread at a time, like every page sink.
 */
class JdbcPageSink implements ConnectorPageSink {
    private final RowSink insert;
    private final BlockingWork work;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private long bytes;
    private long rows;

    JdbcPageSink(RowSink insert, BlockingWork work) {
        this.insert = insert;
        this.work = work;
    }

    @Override
    public long getCompletedBytes() {
        return bytes;
    }

    @Override
    public CompletableFuture<?> appendPage(Page page) {
        bytes += page.getSizeInBytes();
        rows += page.getPositionCount();
        last = last.thenCompose(_ -> work.submit(() -> {
            insert.append(page);
            return null;
        }));
        return last;
    }

    @Override
    public CompletableFuture<Collection<Slice>> finish() {
        CompletableFuture<Collection<Slice>> committed = last.thenCompose(_ -> work.submit(() -> {
            insert.commit();
            return StagedRows.written(rows);
        }));
        last = committed;
        return committed;
    }

    @Override
    public void abort() {
        CompletableFuture<?> running = last;
        if (!running.isDone()) {
            insert.cancel();
        }
        running.whenComplete((_, _) -> insert.discard());
    }
}
