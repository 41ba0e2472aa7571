package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.DynamicFilterSnapshot;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Splits that a source is still being asked for. There are few: all come in one batch. One thread at a time. */
class PartsSplitSource implements ConnectorSplitSource {
    private final CompletableFuture<List<JdbcSplit>> parts;
    private volatile boolean finished;

    PartsSplitSource(CompletableFuture<List<JdbcSplit>> parts) {
        this.parts = parts;
    }

    @Override
    public CompletableFuture<List<ConnectorSplit>> getNextBatch(int maxSize, DynamicFilterSnapshot dynamicFilter) {
        return parts.thenApply(splits -> {
            finished = true;
            return ImmutableList.copyOf(splits);
        });
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() {
        // What was opened for the parts ends with the transaction
    }
}
