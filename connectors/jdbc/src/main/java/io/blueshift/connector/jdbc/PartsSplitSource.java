package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.DynamicFilterSnapshot;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Splits that a source is asked for when the first are wanted. There are few: all come in one batch. One thread at a time. */
class PartsSplitSource implements ConnectorSplitSource {
    private final Function<TupleDomain<ColumnHandle>, CompletableFuture<List<JdbcSplit>>> parts;
    private final ConnectionWait wait;
    private volatile boolean finished;

    /**
     * @param parts of a scan of which a join has found out something by then, which may say that an index answers it
     * @param wait in which the parts are found
     */
    PartsSplitSource(Function<TupleDomain<ColumnHandle>, CompletableFuture<List<JdbcSplit>>> parts,
            ConnectionWait wait) {
        this.parts = parts;
        this.wait = wait;
    }

    @Override
    public CompletableFuture<List<ConnectorSplit>> getNextBatch(int maxSize, DynamicFilterSnapshot dynamicFilter) {
        return parts.apply(dynamicFilter.currentPredicate()).thenApply(splits -> {
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
        wait.callOff();
    }
}
