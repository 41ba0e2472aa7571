package io.blueshift.server.scheduling.task;

import io.trino.execution.StateMachine;
import io.trino.execution.StateMachine.StateChangeListener;
import io.trino.execution.TaskInfo;
import io.trino.execution.TaskStatus;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is known of a task, and those who want to know. Reports may come in any order: an older one never replaces a newer
 * one, and after the end nothing changes any more. Safe for all threads.
 */
final class TaskReports {
    private final StateMachine<TaskStatus> status;
    private final StateMachine<Optional<TaskInfo>> end;
    private volatile TaskInfo info;

    /** @param executor calls the listeners; none is called by the thread that reports */
    TaskReports(TaskInfo initial, Executor executor) {
        String name = "task " + initial.taskStatus().taskId();
        this.info = initial;
        this.status = new StateMachine<>(name, executor, initial.taskStatus());
        this.end = new StateMachine<>(name + " end", executor, Optional.empty());
    }

    TaskStatus status() {
        return status.get();
    }

    TaskInfo info() {
        return end.get().orElse(info);
    }

    boolean isEnded() {
        return end.get().isPresent();
    }

    /** Whether that was news. */
    boolean report(TaskStatus news) {
        return status.setIf(news, old -> !old.state().isDone() && news.version() >= old.version());
    }

    void report(TaskInfo news) {
        info = news;
    }

    /** The last word. Where the task ended otherwise than it was seen to end from here, the latter counts. */
    void end(TaskInfo last) {
        report(last.taskStatus());
        end.compareAndSet(Optional.empty(), Optional.of(last.withTaskStatus(status.get())));
    }

    void addStatusListener(StateChangeListener<TaskStatus> listener) {
        status.addStateChangeListener(listener);
    }

    /** The listener is called once. */
    void addEndListener(StateChangeListener<TaskInfo> listener) {
        AtomicBoolean called = new AtomicBoolean();
        end.addStateChangeListener(last -> {
            if (last.isPresent() && called.compareAndSet(false, true)) {
                listener.stateChanged(last.get());
            }
        });
    }
}
