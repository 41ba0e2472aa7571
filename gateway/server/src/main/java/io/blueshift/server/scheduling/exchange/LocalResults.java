package io.blueshift.server.scheduling.exchange;

import io.airlift.units.DataSize;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.SqlTaskManager.SqlTaskWithResults;
import io.trino.execution.TaskId;
import io.trino.execution.buffer.PipelinedOutputBuffers.OutputBufferId;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * The output buffers of this node's tasks, found by the address at which other nodes would ask for them:
 * {@code http://self/v1/task/TASK/results/BUFFER}. Thread-safe.
 */
final class LocalResults {
    /** Asked late: tasks are made of planners that know exchanges. */
    private final Supplier<SqlTaskManager> tasks;
    private final String prefix;
    private final DataSize answerBytesMax;

    /** @param answerBytesMax the most that one request takes out of a buffer */
    LocalResults(Supplier<SqlTaskManager> tasks, URI self, DataSize answerBytesMax) {
        this.tasks = requireNonNull(tasks, "tasks is null");
        this.prefix = self.resolve("/v1/task/").toString();
        this.answerBytesMax = requireNonNull(answerBytesMax, "answerBytesMax is null");
    }

    /** The buffer at that address, if it belongs to a task of this node. */
    Optional<Buffer> at(TaskId task, URI location) {
        String address = location.toString();
        if (!address.startsWith(prefix)) {
            return Optional.empty();
        }
        String buffer = address.substring(address.lastIndexOf('/') + 1);
        return Optional.of(new Buffer(task, new OutputBufferId(Integer.parseInt(buffer))));
    }

    /** One output buffer of one task. */
    final class Buffer {
        private final TaskId task;
        private final OutputBufferId id;

        private Buffer(TaskId task, OutputBufferId id) {
            this.task = task;
            this.id = id;
        }

        TaskId task() {
            return task;
        }

        /** Pages from {@code token} on, as soon as there are some; what comes before it is given up. */
        SqlTaskWithResults read(long token) {
            return tasks.get().getTaskResults(task, id, token, answerBytesMax);
        }

        void acknowledge(long token) {
            tasks.get().acknowledgeTaskResults(task, id, token);
        }

        /** The reader needs no more: a task all of whose buffers are destroyed ends. */
        void destroy() {
            tasks.get().destroyTaskResults(task, id);
        }
    }
}
