package io.blueshift.server.planning.compiled;

import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import static java.util.Objects.requireNonNull;

/**
 * One thread's part in an execution, as Trino's scan operator pulls it: chooses the columns asked for, reports memory,
 * and leaves the execution when closed. Used by one thread at a time.
 */
final class ExecutionPageSource implements ConnectorPageSource {
    private final Execution execution;
    private final ConnectorPageSource pages;
    private final int[] channels;
    private final MemoryContext memory;
    private boolean closed;

    ExecutionPageSource(Execution execution, int[] channels, MemoryContext memory) {
        this.execution = requireNonNull(execution, "execution is null");
        this.channels = requireNonNull(channels, "channels is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.pages = execution.run().open();
    }

    @Override
    public SourcePage getNextSourcePage() {
        SourcePage page = pages.getNextSourcePage();
        memory.setBytes(getMemoryUsage());
        if (page == null) {
            return null;
        }
        Page chosen = page.getColumns(channels);
        return SourcePage.create(chosen);
    }

    @Override
    public boolean isFinished() {
        return pages.isFinished();
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return pages.isBlocked();
    }

    @Override
    public long getCompletedBytes() {
        return pages.getCompletedBytes();
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return pages.getCompletedPositions();
    }

    @Override
    public long getReadTimeNanos() {
        return pages.getReadTimeNanos();
    }

    @Override
    @SuppressWarnings("deprecation") // connectors may still report this way
    public long getMemoryUsage() {
        return pages.getMemoryUsage();
    }

    @Override
    public Metrics getMetrics() {
        return pages.getMetrics();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            pages.close();
        } finally {
            execution.leave();
        }
    }
}
