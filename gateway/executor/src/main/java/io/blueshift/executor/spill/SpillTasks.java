package io.blueshift.executor.spill;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.vector.Batch;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rows that come of tasks, which the threads take one by one. A task that is too large may be replaced by several; then
 * threads that had found nothing left help with those. Safe for all threads.
 */
public final class SpillTasks implements Source {
    private final Supplier<Boolean> any;
    private final Function<SpillTasks, List<? extends SpillTask>> first;
    private final Queue<SpillTask> waiting = new ArrayDeque<>();
    private TaskReader teller;
    private boolean begun;
    private int active;
    private CompletableFuture<Void> change = new CompletableFuture<>();

    /**
     * @param any whether there will be tasks, to be asked when everything is complete that comes before
     * @param first makes the first tasks; called once
     */
    public SpillTasks(Supplier<Boolean> any, Function<SpillTasks, List<? extends SpillTask>> first) {
        this.any = any;
        this.first = first;
    }

    /** One more task, to be called by one that is being worked off. */
    public void add(SpillTask task) {
        synchronized (this) {
            waiting.add(task);
        }
        tell();
    }

    private synchronized Optional<SpillTask> take() {
        if (!begun) {
            begun = true;
            waiting.addAll(first.apply(this));
        }
        SpillTask task = waiting.poll();
        active += task == null ? 0 : 1;
        return Optional.ofNullable(task);
    }

    private void done() {
        synchronized (this) {
            active--;
        }
        tell();
    }

    /** Outside the lock: who waits may go on at once, on this thread. */
    private void tell() {
        CompletableFuture<Void> told;
        synchronized (this) {
            told = change;
            change = new CompletableFuture<>();
        }
        told.complete(null);
    }

    private synchronized boolean isOver() {
        return waiting.isEmpty() && active == 0;
    }

    private synchronized CompletableFuture<Void> untilMore() {
        return waiting.isEmpty() && active > 0 ? change : CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isEmpty() {
        return !any.get();
    }

    @Override
    public Reader open() {
        return new TaskReader();
    }

    /** One of the readers tells what the tasks hold that nobody has taken. */
    private synchronized boolean tellsOfWaiting(TaskReader reader) {
        teller = teller == null || teller.finished ? reader : teller;
        return teller == reader;
    }

    private synchronized long waitingBytes() {
        return waiting.stream().mapToLong(SpillTask::retainedBytes).sum();
    }

    private final class TaskReader implements Reader {
        private Optional<SpillTask> task = Optional.empty();
        private boolean finished;

        @Override
        public Optional<Batch> next() {
            if (task.isEmpty()) {
                task = take();
            }
            if (task.isEmpty()) {
                finished = isOver();
                return Optional.empty();
            }
            Optional<Batch> rows = task.get().next();
            if (task.get().isFinished()) {
                leave();
            }
            return rows;
        }

        private void leave() {
            task.get().close();
            task = Optional.empty();
            done();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public CompletableFuture<?> isBlocked() {
            return task.isPresent() || finished ? NOT_WAITING : untilMore();
        }

        @Override
        public long retainedBytes() {
            long own = task.map(SpillTask::retainedBytes).orElse(0L);
            return tellsOfWaiting(this) ? own + waitingBytes() : own;
        }

        @Override
        public void close() {
            if (task.isPresent()) {
                leave();
            }
        }
    }

    private static final CompletableFuture<?> NOT_WAITING = CompletableFuture.completedFuture(null);
}
