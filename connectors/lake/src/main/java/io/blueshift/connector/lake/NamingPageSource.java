package io.blueshift.connector.lake;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;

import static java.util.Objects.requireNonNull;

/** A page source whose errors name the catalog, also those of columns that are read only when somebody looks at them. */
record NamingPageSource(ConnectorPageSource source, CatalogErrors errors) implements ConnectorPageSource {
    NamingPageSource {
        requireNonNull(source, "source is null");
        requireNonNull(errors, "errors is null");
    }

    @Override
    public SourcePage getNextSourcePage() {
        SourcePage page = errors.named(source::getNextSourcePage);
        return page == null ? null : new NamingPage(page, errors);
    }

    @Override
    public long getCompletedBytes() {
        return source.getCompletedBytes();
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return source.getCompletedPositions();
    }

    @Override
    public long getReadTimeNanos() {
        return source.getReadTimeNanos();
    }

    @Override
    public boolean isFinished() {
        return source.isFinished();
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getMemoryUsage() {
        return source.getMemoryUsage();
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return source.isBlocked();
    }

    @Override
    public Metrics getMetrics() {
        return source.getMetrics();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private record NamingPage(SourcePage page, CatalogErrors errors) implements SourcePage {
        @Override
        public int getPositionCount() {
            return page.getPositionCount();
        }

        @Override
        public long getSizeInBytes() {
            return page.getSizeInBytes();
        }

        @Override
        public long getRetainedSizeInBytes() {
            return page.getRetainedSizeInBytes();
        }

        @Override
        public void retainedBytesForEachPart(ObjLongConsumer<Object> consumer) {
            page.retainedBytesForEachPart(consumer);
        }

        @Override
        public int getChannelCount() {
            return page.getChannelCount();
        }

        @Override
        public Block getBlock(int channel) {
            return errors.named(() -> page.getBlock(channel));
        }

        @Override
        public Page getPage() {
            return errors.named(page::getPage);
        }

        @Override
        public Page getColumns(int[] channels) {
            return errors.named(() -> page.getColumns(channels));
        }

        @Override
        public void selectPositions(int[] positions, int offset, int size) {
            page.selectPositions(positions, offset, size);
        }
    }
}
