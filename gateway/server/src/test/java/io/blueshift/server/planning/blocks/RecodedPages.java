package io.blueshift.server.planning.blocks;

import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Another source's rows in blocks of one form. One thread reads it. */
final class RecodedPages implements ConnectorPageSource {
    private final ConnectorPageSource delegate;
    private final List<Type> types;
    private final BlockForm form;
    private final Queue<Page> ready = new ArrayDeque<>();

    RecodedPages(ConnectorPageSource delegate, List<Type> types, BlockForm form) {
        this.delegate = delegate;
        this.types = types;
        this.form = form;
    }

    @Override
    public SourcePage getNextSourcePage() {
        if (ready.isEmpty()) {
            SourcePage page = delegate.getNextSourcePage();
            if (page == null) {
                return null;
            }
            ready.addAll(form.encode(page.getPage(), types));
        }
        Page next = ready.poll();
        return next == null ? null : SourcePage.create(next);
    }

    @Override
    public boolean isFinished() {
        return ready.isEmpty() && delegate.isFinished();
    }

    @Override
    public long getCompletedBytes() {
        return delegate.getCompletedBytes();
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return delegate.getCompletedPositions();
    }

    @Override
    public long getReadTimeNanos() {
        return delegate.getReadTimeNanos();
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return delegate.isBlocked();
    }

    @Override
    public Metrics getMetrics() {
        return delegate.getMetrics();
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }
}
