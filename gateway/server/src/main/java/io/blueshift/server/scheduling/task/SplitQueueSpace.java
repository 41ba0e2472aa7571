package io.blueshift.server.scheduling.task;

import com.google.common.util.concurrent.ListenableFuture;
import io.trino.execution.FutureStateChange;

import java.util.OptionalLong;
import java.util.concurrent.Executor;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.util.concurrent.Futures.immediateVoidFuture;
import static java.util.Objects.requireNonNull;

/**
 * Tells the scheduler when a task may be given more splits: once the weight of those it has not begun is below a threshold.
 * Safe for all threads.
 */
final class SplitQueueSpace {
    private final Executor executor;
    private final FutureStateChange<Void> space = new FutureStateChange<>();
    private OptionalLong threshold = OptionalLong.empty();
    private long queuedWeight;

    SplitQueueSpace(Executor executor) {
        this.executor = requireNonNull(executor, "executor is null");
    }

    /** Done when there is space; all callers ask with the same threshold. */
    synchronized ListenableFuture<Void> whenBelow(long weight) {
        checkArgument(threshold.isEmpty() || threshold.getAsLong() == weight,
                "Multiple split queue space notification thresholds not supported");
        threshold = OptionalLong.of(weight);
        return queuedWeight < weight ? immediateVoidFuture() : space.createNewListener();
    }

    synchronized void update(long weight) {
        queuedWeight = weight;
        if (threshold.isPresent() && weight < threshold.getAsLong()) {
            space.complete(null, executor);
        }
    }
}
