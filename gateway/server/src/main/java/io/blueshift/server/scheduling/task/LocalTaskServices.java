package io.blueshift.server.scheduling.task;

import com.google.inject.Inject;
import io.airlift.units.Duration;
import io.trino.execution.LocationFactory;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.TaskId;
import io.trino.execution.TaskManagerConfig;
import io.trino.server.DynamicFilterService;
import jakarta.annotation.PreDestroy;

import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicLong;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newCachedThreadPool;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/** What the local tasks of all queries share: the tasks themselves, threads and a clock. Safe for all threads. */
public final class LocalTaskServices {
    /** A task tells of changes of its state by itself; memory, rows and queued splits have to be looked at. */
    static final int LOOK_EVERY_MILLIS = 100;

    private final SqlTaskManager tasks;
    private final LocationFactory locations;
    private final DynamicFilterService dynamicFilters;
    private final Duration terminationTimeout;
    private final ExecutorService executor = newCachedThreadPool(daemonThreadsNamed("local-task-%s"));
    private final ScheduledExecutorService clock = newSingleThreadScheduledExecutor(
            daemonThreadsNamed("local-task-clock-%s"));
    private final AtomicLong started = new AtomicLong();

    @Inject
    public LocalTaskServices(SqlTaskManager tasks, LocationFactory locations, DynamicFilterService dynamicFilters,
            TaskManagerConfig config) {
        this.tasks = requireNonNull(tasks, "tasks is null");
        this.locations = requireNonNull(locations, "locations is null");
        this.dynamicFilters = requireNonNull(dynamicFilters, "dynamicFilters is null");
        this.terminationTimeout = config.getTaskTerminationTimeout();
    }

    /** Ends the threads. */
    @PreDestroy
    public void stop() {
        clock.shutdownNow();
        executor.shutdownNow();
    }

    SqlTaskManager tasks() {
        return tasks;
    }

    DynamicFilterService dynamicFilters() {
        return dynamicFilters;
    }

    Executor executor() {
        return executor;
    }

    Duration terminationTimeout() {
        return terminationTimeout;
    }

    URI location(TaskId task) {
        return locations.createLocalTaskLocation(task);
    }

    /** Counts a task and has it look at itself from time to time. */
    ScheduledFuture<?> start(Runnable look) {
        started.incrementAndGet();
        return clock.scheduleWithFixedDelay(look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, MILLISECONDS);
    }

    long started() {
        return started.get();
    }
}
