package io.blueshift.connector.jdbc;

import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import static com.google.common.base.Throwables.throwIfUnchecked;

/**
 * Hands a remote statement's pages to the engine. Reading happens on another thread; the engine sees a future while it
 * waits, which keeps it able to close, and closing is what cancels the statement in the source.
 *
 * <p>
 * One thread at a time, like every page source.
 */
class JdbcPageSource implements ConnectorPageSource {
    private static final long CANCEL_INTERVAL_MILLIS = 100;

    private final PageReader statement;
    private final BlockingWork work;
    private CompletableFuture<Optional<Page>> pending;
    private boolean finished;
    private long bytes;
    private long positions;
    private volatile long readNanos;

    JdbcPageSource(PageReader statement, BlockingWork work) {
        this.statement = statement;
        this.work = work;
    }

    @Override
    public long getCompletedBytes() {
        return bytes;
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return OptionalLong.of(positions);
    }

    @Override
    public long getReadTimeNanos() {
        return readNanos;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return pending == null ? NOT_BLOCKED : pending;
    }

    @Override
    public SourcePage getNextSourcePage() {
        if (finished) {
            return null;
        }
        if (pending == null) {
            pending = work.submit(this::read);
        }
        if (!pending.isDone()) {
            return null;
        }
        CompletableFuture<Optional<Page>> done = pending;
        pending = null;
        Optional<Page> page = result(done);
        if (page.isEmpty()) {
            finished = true;
            return null;
        }
        bytes += page.get().getSizeInBytes();
        positions += page.get().getPositionCount();
        return SourcePage.create(page.get());
    }

    private Optional<Page> read() {
        long start = System.nanoTime();
        try {
            return statement.nextPage();
        } finally {
            readNanos += System.nanoTime() - start;
        }
    }

    private static Optional<Page> result(CompletableFuture<Optional<Page>> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throwIfUnchecked(e.getCause());
            throw e;
        }
    }

    @Override
    public void close() {
        finished = true;
        CompletableFuture<Optional<Page>> running = pending;
        if (running == null) {
            statement.release();
            return;
        }
        work.submit(() -> {
            while (!running.isDone()) {
                statement.cancel();
                pause();
            }
            statement.release();
            return null;
        });
    }

    private static void pause() {
        try {
            Thread.sleep(CANCEL_INTERVAL_MILLIS);
        } catch (InterruptedException _) {
            // The catalog is being closed; the pool's end closes the connection
            Thread.currentThread().interrupt();
        }
    }
}
