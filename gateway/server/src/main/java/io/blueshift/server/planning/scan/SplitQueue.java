package io.blueshift.server.planning.scan;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.airlift.concurrent.MoreFutures;
import io.trino.metadata.Split;
import io.trino.split.SplitSource;
import io.trino.split.SplitSource.SplitBatch;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import static java.util.Objects.requireNonNull;

/**
 * Hands out the splits of a scan, each to one taker, fetching more from the connector as they run out. Never waits: a
 * taker that finds none yet waits on {@link #blocked}. Safe for all threads.
 */
final class SplitQueue implements AutoCloseable {
    /** Small, so that a LIMIT does not enumerate the splits of a whole table; the connector may return fewer. */
    private static final int BATCH_SPLITS = 100;

    private final SplitSource source;
    private final Queue<Split> splits = new ArrayDeque<>();
    private ListenableFuture<SplitBatch> fetching = Futures.immediateCancelledFuture();
    private boolean requested;
    private boolean exhausted;

    SplitQueue(SplitSource source) {
        this.source = requireNonNull(source, "source is null");
    }

    /** The next split, if one is at hand. Throws what the connector threw. */
    synchronized Optional<Split> poll() {
        fetch();
        return Optional.ofNullable(splits.poll());
    }

    /** Whether every split was handed out. */
    synchronized boolean finished() {
        return exhausted && splits.isEmpty();
    }

    /** Done as soon as {@link #poll} may have something to say. */
    synchronized CompletableFuture<?> blocked() {
        return requested && !fetching.isDone()
                ? MoreFutures.toCompletableFuture(Futures.nonCancellationPropagating(
                        fetching))
                : CompletableFuture.completedFuture(null);
    }

    private void fetch() {
        while (splits.isEmpty() && !exhausted) {
            if (!requested) {
                fetching = source.getNextBatch(BATCH_SPLITS);
                requested = true;
            }
            if (!fetching.isDone()) {
                return;
            }
            SplitBatch batch = MoreFutures.getFutureValue(fetching);
            requested = false;
            splits.addAll(batch.getSplits());
            exhausted = batch.isLastBatch();
        }
    }

    @Override
    public synchronized void close() {
        exhausted = true;
        splits.clear();
        source.close();
    }
}
