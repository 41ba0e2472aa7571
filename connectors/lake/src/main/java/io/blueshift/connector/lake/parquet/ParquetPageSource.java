package io.blueshift.connector.lake.parquet;

import io.trino.memory.context.AggregatedMemoryContext;
import io.trino.parquet.reader.ParquetReader;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/** Reads the chosen row groups of one file. For one thread. */
final class ParquetPageSource implements ConnectorPageSource {
    private final ParquetReader reader;
    private final StorageParquetSource source;
    private final List<ColumnChannel> channels;
    private final AggregatedMemoryContext memory;
    private long positions;
    private boolean finished;

    ParquetPageSource(
            ParquetReader reader,
            StorageParquetSource source,
            List<ColumnChannel> channels,
            AggregatedMemoryContext memory) {
        this.reader = requireNonNull(reader, "reader is null");
        this.source = requireNonNull(source, "source is null");
        this.channels = List.copyOf(channels);
        this.memory = requireNonNull(memory, "memory is null");
    }

    @Override
    public SourcePage getNextSourcePage() {
        if (finished) {
            return null;
        }
        SourcePage page;
        try {
            page = reader.nextPage();
        } catch (IOException | RuntimeException e) {
            throw ParquetErrors.of(source, e);
        }
        if (page == null) {
            close();
            return null;
        }
        positions += page.getPositionCount();
        return new ParquetFilePage(page, channels, source);
    }

    @Override
    public long getCompletedBytes() {
        return source.getReadBytes();
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return OptionalLong.of(positions);
    }

    @Override
    public long getReadTimeNanos() {
        return source.getReadTimeNanos();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getMemoryUsage() {
        return memory.getBytes();
    }

    @Override
    public Metrics getMetrics() {
        return reader.getMetrics();
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            reader.close();
        } catch (IOException | RuntimeException e) {
            throw ParquetErrors.of(source, e);
        }
    }
}
