package io.blueshift.server.scheduling.task;

import com.google.common.collect.Multimap;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.ListenableFuture;
import io.airlift.log.Logger;
import io.trino.execution.ExecutionFailureInfo;
import io.trino.execution.NodeTaskMap.PartitionedSplitCountTracker;
import io.trino.execution.PartitionedSplitsInfo;
import io.trino.execution.RemoteTask;
import io.trino.execution.SplitAssignment;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.StateMachine.StateChangeListener;
import io.trino.execution.TaskId;
import io.trino.execution.TaskInfo;
import io.trino.execution.TaskState;
import io.trino.execution.TaskStatus;
import io.trino.execution.buffer.OutputBuffers;
import io.trino.execution.buffer.SpoolingOutputStats;
import io.trino.metadata.Split;
import io.trino.operator.TaskStats;
import io.trino.spi.TrinoException;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.plan.DynamicFilterId;
import io.trino.sql.planner.plan.PlanNodeId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import static com.google.common.util.concurrent.Futures.addCallback;
import static io.trino.spi.StandardErrorCode.REMOTE_TASK_ERROR;
import static io.trino.util.Failures.toFailure;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

/**
 * A task of this node, as the scheduler steers it. It does by method calls what Trino's {@code HttpRemoteTask} does by
 * requests: gives the task its plan, splits, output buffers and dynamic filters, and learns of its state as soon as it
 * changes. Methods return at once; the calls are made by the threads of {@link LocalTaskServices}, one at a time where their
 * order matters. Safe for all threads.
 */
final class LocalTask implements RemoteTask {
    private static final Logger log = Logger.get(LocalTask.class);
    private static final int LOOKS_PER_INFO = 1_000 / LocalTaskServices.LOOK_EVERY_MILLIS;

    private final TaskDefinition definition;
    private final LocalTaskServices services;
    private final TaskReports reports;
    private final SplitBacklog backlog;
    private final SplitQueueSpace space;
    private final PartitionedSplitCountTracker tracker;
    private final DynamicFilterRelay dynamicFilters;
    private final AtomicReference<OutputBuffers> outputBuffers;
    private final AtomicBoolean speculative;
    private final AtomicBoolean terminating = new AtomicBoolean();
    /** Reasons to call the task that have not been dealt with; one thread deals with all. */
    private final AtomicInteger changes = new AtomicInteger();
    private volatile boolean started;
    private volatile Optional<Future<?>> looking = Optional.empty();
    // Used by the thread that deals with changes
    private boolean planGiven;
    // Used by the clock's thread
    private int looks;
    private Optional<Long> terminatingSinceNanos = Optional.empty();

    LocalTask(TaskDefinition definition, LocalTaskServices services, OutputBuffers outputBuffers, boolean speculative,
            PartitionedSplitCountTracker tracker) {
        this.definition = requireNonNull(definition, "definition is null");
        this.services = requireNonNull(services, "services is null");
        this.outputBuffers = new AtomicReference<>(requireNonNull(outputBuffers, "outputBuffers is null"));
        this.speculative = new AtomicBoolean(speculative);
        this.tracker = requireNonNull(tracker, "tracker is null");
        this.backlog = new SplitBacklog(definition.fragment());
        this.space = new SplitQueueSpace(services.executor());
        this.dynamicFilters = new DynamicFilterRelay(definition.id(), services, this::changed);
        this.reports = new TaskReports(TaskInfo.createInitialTask(definition.id(), services.location(definition.id()),
                definition.nodeId(), speculative, Optional.empty(), new TaskStats(Instant.now(), null)),
                services.executor());
    }

    void receiveDynamicFilters(Set<DynamicFilterId> filters) {
        dynamicFilters.subscribe(filters);
    }

    @Override
    public TaskId getTaskId() {
        return definition.id();
    }

    @Override
    public String getNodeId() {
        return definition.nodeId();
    }

    @Override
    public TaskInfo getTaskInfo() {
        return reports.info();
    }

    @Override
    public TaskStatus getTaskStatus() {
        return reports.status();
    }

    @Override
    public void addStateChangeListener(StateChangeListener<TaskStatus> listener) {
        reports.addStatusListener(listener);
    }

    @Override
    public void addFinalTaskInfoListener(StateChangeListener<TaskInfo> listener) {
        reports.addEndListener(listener);
    }

    @Override
    public void start() {
        looking = Optional.of(services.start(this::look));
        started = true;
        changed();
        watch();
    }

    @Override
    public void addSplits(Multimap<PlanNodeId, Split> splits) {
        if (takesNoMore() || splits.isEmpty()) {
            return;
        }
        backlog.add(splits);
        queueChanged();
        changed();
    }

    @Override
    public void noMoreSplits(PlanNodeId source) {
        if (!terminating.get() && backlog.complete(source)) {
            changed();
        }
    }

    @Override
    public void setOutputBuffers(OutputBuffers buffers) {
        if (takesNoMore()) {
            return;
        }
        OutputBuffers previous = outputBuffers
                .getAndUpdate(current -> buffers.getVersion() > current.getVersion() ? buffers : current);
        if (buffers.getVersion() > previous.getVersion()) {
            changed();
        }
    }

    @Override
    public void setSpeculative(boolean value) {
        if (speculative.compareAndSet(true, value)) {
            changed();
        }
    }

    private boolean takesNoMore() {
        return terminating.get() || reports.status().state().isTerminatingOrDone();
    }

    /** There is something to tell the task. */
    private void changed() {
        if (started && changes.getAndIncrement() == 0) {
            services.executor().execute(this::tellChanges);
        }
    }

    private void tellChanges() {
        int seen;
        do {
            seen = changes.get();
            try {
                tell();
            } catch (Throwable e) {
                log.warn(e, "Cannot update task %s", definition.id());
                failLocallyImmediately(e);
            }
        } while (changes.addAndGet(-seen) > 0);
    }

    private void tell() {
        if (takesNoMore()) {
            return;
        }
        List<SplitAssignment> assignments = backlog.take();
        // It does not need what is kept for the web UI
        Optional<PlanFragment> plan = planGiven
                ? Optional.empty()
                : Optional.of(definition.fragment().withoutEmbeddedJsonRepresentation());
        TaskInfo answer = services.tasks().updateTask(definition.session(), definition.id(), definition.stageSpan(),
                plan, definition.credentials(), assignments, outputBuffers.get(), dynamicFilters.take(),
                speculative.get());
        planGiven = true;
        backlog.taken(assignments);
        reports.report(definition.kept(answer));
        learn(answer.taskStatus());
        queueChanged();
    }

    /** Learns of the next change of the task's state, and of all after it. */
    private void watch() {
        then(services.tasks().getTaskStatus(definition.id(), reports.status().version()), status -> {
            learn(status);
            if (!status.state().isDone()) {
                watch();
            }
        });
    }

    private void learn(TaskStatus status) {
        dynamicFilters.collect(status.dynamicFiltersVersion());
        if (!reports.report(status)) {
            return;
        }
        if (status.state().isTerminatingOrDone()) {
            backlog.clear();
            dynamicFilters.clear();
        }
        queueChanged();
        if (status.state().isDone()) {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        then(services.tasks().getTaskInfo(definition.id(), Long.MAX_VALUE), info -> {
            if (info.taskStatus().state().isDone()) {
                end(info);
            } else {
                awaitEnd();
            }
        });
    }

    private <T> void then(ListenableFuture<T> future, Consumer<T> action) {
        addCallback(future, new FutureCallback<>() {
            @Override
            public void onSuccess(T value) {
                action.accept(value);
            }

            @Override
            public void onFailure(Throwable failure) {
                failLocallyImmediately(failure);
            }
        }, services.executor());
    }

    private void end(TaskInfo info) {
        looking.ifPresent(clock -> clock.cancel(false));
        reports.end(definition.kept(info));
    }

    /** Shows the task that somebody is still interested in it, and learns of what it does not tell by itself. */
    private void look() {
        try {
            if (looks++ % LOOKS_PER_INFO == 0) {
                reports.report(definition.kept(services.tasks().getTaskInfo(definition.id())));
            }
            TaskStatus status = services.tasks().getTaskStatus(definition.id());
            learn(status);
            if (status.state().isTerminating()) {
                checkTermination();
            }
        } catch (Throwable e) {
            log.warn(e, "Cannot look at task %s", definition.id());
        }
    }

    private void checkTermination() {
        long now = System.nanoTime();
        long since = terminatingSinceNanos.orElse(now);
        terminatingSinceNanos = Optional.of(since);
        if (now - since > services.terminationTimeout().roundTo(NANOSECONDS)) {
            TrinoException cause = new TrinoException(REMOTE_TASK_ERROR, "Task %s failed to terminate after %s"
                    .formatted(definition.id(), services.terminationTimeout()));
            end(reports.info().withTaskStatus(failed(reports.status(), cause)));
        }
    }

    @Override
    public void cancel() {
        terminate(SqlTaskManager::cancelTask);
    }

    @Override
    public void abort() {
        terminate(SqlTaskManager::abortTask);
    }

    @Override
    public void failRemotely(Throwable cause) {
        terminate((tasks, id) -> tasks.failTask(id, cause));
    }

    private void terminate(BiConsumer<SqlTaskManager, TaskId> how) {
        if (terminating.compareAndSet(false, true)) {
            services.executor().execute(() -> how.accept(services.tasks(), definition.id()));
        }
    }

    @Override
    public void failLocallyImmediately(Throwable cause) {
        terminating.set(true);
        learn(failed(reports.status(), cause));
        services.executor().execute(() -> services.tasks().abortTask(definition.id()));
    }

    private static TaskStatus failed(TaskStatus status, Throwable cause) {
        List<ExecutionFailureInfo> failures = new ArrayList<>(List.of(toFailure(cause)));
        failures.addAll(status.failures());
        return TaskStatus.failWith(status, TaskState.FAILED, failures);
    }

    @Override
    public ListenableFuture<Void> whenSplitQueueHasSpace(long weightThreshold) {
        return space.whenBelow(weightThreshold);
    }

    private void queueChanged() {
        tracker.setPartitionedSplits(getPartitionedSplitsInfo());
        space.update(getQueuedPartitionedSplitsInfo().getWeightSum());
    }

    @Override
    public PartitionedSplitsInfo getPartitionedSplitsInfo() {
        TaskStatus status = reports.status();
        if (status.state().isDone()) {
            return PartitionedSplitsInfo.forZeroSplits();
        }
        PartitionedSplitsInfo queued = getQueuedPartitionedSplitsInfo();
        return PartitionedSplitsInfo.forSplitCountAndWeightSum(queued.getCount() + status.runningPartitionedDrivers(),
                queued.getWeightSum() + status.runningPartitionedSplitsWeight());
    }

    @Override
    public PartitionedSplitsInfo getQueuedPartitionedSplitsInfo() {
        TaskStatus status = reports.status();
        if (status.state().isTerminatingOrDone()) {
            return PartitionedSplitsInfo.forZeroSplits();
        }
        PartitionedSplitsInfo waiting = backlog.partitioned();
        return PartitionedSplitsInfo.forSplitCountAndWeightSum(waiting.getCount() + status.queuedPartitionedDrivers(),
                waiting.getWeightSum() + status.queuedPartitionedSplitsWeight());
    }

    @Override
    public int getUnacknowledgedPartitionedSplitCount() {
        return backlog.partitioned().getCount();
    }

    /** Only fault-tolerant execution asks, and its tasks are not local ones: see {@link NodeTaskFactory}. */
    @Override
    public Optional<SpoolingOutputStats.Snapshot> retrieveAndDropSpoolingOutputStats() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(definition.id(), reports.status().state());
    }
}
