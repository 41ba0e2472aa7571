package io.blueshift.connector.jdbc;

import io.airlift.units.Duration;
import io.trino.plugin.base.metrics.DurationTiming;
import io.trino.plugin.base.metrics.LongCount;
import io.trino.plugin.base.metrics.TDigestHistogram;
import io.trino.spi.Page;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.util.Map;
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
    /** Told of a scan that could not be read in the state in which the statement's others are. */
    private static final String APART = "connections outside the common snapshot";

    private final PageReader statement;
    private final BlockingWork work;
    private final Runnable onFailure;
    private final boolean apart;
    private CompletableFuture<Optional<Page>> pending;
    private boolean finished;
    private long bytes;
    private long positions;
    private volatile long readNanos;
    private volatile long firstRowsNanos;
    private volatile long receivedBytes;

    /**
     * @param onFailure called, by any thread, when the source fails the statement
     * @param apart that other scans may have been read in another state of the database
     */
    JdbcPageSource(PageReader statement, BlockingWork work, Runnable onFailure, boolean apart) {
        this.statement = statement;
        this.work = work;
        this.onFailure = onFailure;
        this.apart = apart;
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
    public Metrics getMetrics() {
        if (firstRowsNanos == 0) {
            return Metrics.EMPTY;
        }
        Metrics metrics = new Metrics(Map.of("connections", new LongCount(1),
                "received bytes", new LongCount(receivedBytes),
                "received bytes of each", TDigestHistogram.fromValue(receivedBytes),
                "received rows of each", TDigestHistogram.fromValue(positions),
                "waited for first rows", new DurationTiming(Duration.succinctNanos(firstRowsNanos))));
        return apart ? metrics.mergeWith(new Metrics(Map.of(APART, new LongCount(1)))) : metrics;
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
        } catch (RuntimeException e) {
            if (!cancelled(e)) {
                onFailure.run();
            }
            throw e;
        } finally {
            readNanos += System.nanoTime() - start;
            if (firstRowsNanos == 0) {
                firstRowsNanos = readNanos;
            }
            receivedBytes = statement.receivedBytes();
        }
    }

    private static boolean cancelled(RuntimeException failure) {
        return failure instanceof TrinoException known
                && known.getErrorCode().equals(StandardErrorCode.USER_CANCELED.toErrorCode());
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
        CompletableFuture<?> running = isBlocked();
        // Ending what still runs takes a connection to the source: not for the engine's threads to wait for
        work.submit(() -> {
            end(running);
            return null;
        });
    }

    private void end(CompletableFuture<?> running) {
        try {
            BlockingWork.cancel(statement::cancel, statement::cut, running);
            statement.release();
        } catch (InterruptedException _) {
            // The catalog is being closed; the pool's end closes the connection
            Thread.currentThread().interrupt();
        }
    }
}
