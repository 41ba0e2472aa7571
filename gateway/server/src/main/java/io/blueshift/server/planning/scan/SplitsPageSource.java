package io.blueshift.server.planning.scan;

import io.blueshift.executor.scan.EncodedPageSource;
import io.blueshift.executor.scan.PageBatch;
import io.blueshift.executor.scan.ScanBatch;
import io.trino.metadata.Split;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import static java.util.Objects.requireNonNull;

/**
 * One reader of a scan: takes split after split and reads each to its end. Used by one thread at a time.
 */
final class SplitsPageSource implements EncodedPageSource {
    private final SharedScan scan;
    private Optional<ConnectorPageSource> current = Optional.empty();
    private long currentMemoryBytes;
    private long currentPositions;
    private long completedBytes;
    private long completedPositions;
    private long readTimeNanos;
    private Metrics metrics = Metrics.EMPTY;
    private boolean closed;

    SplitsPageSource(SharedScan scan) {
        this.scan = requireNonNull(scan, "scan is null");
    }

    @Override
    public SourcePage getNextSourcePage() {
        if (closed || !advance()) {
            return null;
        }
        SourcePage page = current.orElseThrow().getNextSourcePage();
        if (page != null) {
            currentPositions += page.getPositionCount();
        }
        return page;
    }

    @Override
    public Optional<ScanBatch> nextBatch() {
        if (closed || !advance()) {
            return Optional.empty();
        }
        if (current.orElseThrow() instanceof EncodedPageSource encoded) {
            Optional<ScanBatch> batch = encoded.nextBatch();
            batch.ifPresent(rows -> currentPositions += rows.selectedCount());
            return batch;
        }
        return Optional.ofNullable(getNextSourcePage()).filter(page -> page.getPositionCount() > 0)
                .map(page -> new PageBatch(page, scan.types()));
    }

    /** Makes a page source current that has more to read, if one is at hand. */
    private boolean advance() {
        while (current.isEmpty() || current.get().isFinished()) {
            finishCurrent();
            Optional<Split> split = scan.splits().poll();
            if (split.isEmpty()) {
                return false;
            }
            current = Optional.of(scan.open(split.get(), bytes -> currentMemoryBytes = bytes));
        }
        return true;
    }

    private void finishCurrent() {
        if (current.isEmpty()) {
            return;
        }
        ConnectorPageSource finished = current.get();
        try {
            finished.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            long rows = finished.getCompletedPositions().orElse(currentPositions);
            scan.counter().add(rows, finished.getCompletedBytes());
            completedBytes += finished.getCompletedBytes();
            completedPositions += rows;
            readTimeNanos += finished.getReadTimeNanos();
            metrics = metrics.mergeWith(finished.getMetrics());
            current = Optional.empty();
            currentPositions = 0;
            currentMemoryBytes = 0;
        }
    }

    @Override
    public boolean isFinished() {
        return closed || (current.isEmpty() || current.get().isFinished()) && scan.splits().finished();
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        if (closed) {
            return NOT_BLOCKED;
        }
        if (current.isPresent() && !current.get().isFinished()) {
            return current.get().isBlocked();
        }
        return scan.splits().blocked();
    }

    @Override
    public long getCompletedBytes() {
        return completedBytes + current.map(ConnectorPageSource::getCompletedBytes).orElse(0L);
    }

    @Override
    public OptionalLong getCompletedPositions() {
        long now = current.map(source -> source.getCompletedPositions().orElse(currentPositions)).orElse(0L);
        return OptionalLong.of(completedPositions + now);
    }

    @Override
    public long getReadTimeNanos() {
        return readTimeNanos + current.map(ConnectorPageSource::getReadTimeNanos).orElse(0L);
    }

    @Override
    @SuppressWarnings("deprecation") // connectors may still report this way
    public long getMemoryUsage() {
        return Math.max(currentMemoryBytes, current.map(ConnectorPageSource::getMemoryUsage).orElse(0L));
    }

    @Override
    public Metrics getMetrics() {
        return current.map(source -> metrics.mergeWith(source.getMetrics())).orElse(metrics);
    }

    @Override
    public void close() {
        closed = true;
        finishCurrent();
    }
}
