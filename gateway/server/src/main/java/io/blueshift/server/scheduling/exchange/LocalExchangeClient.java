package io.blueshift.server.scheduling.exchange;

import io.airlift.slice.Slice;
import io.trino.execution.TaskFailureListener;
import io.trino.execution.TaskId;
import io.trino.memory.context.LocalMemoryContext;
import io.trino.operator.DirectExchangeBuffer;
import io.trino.operator.DirectExchangeClient;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import static java.util.Objects.requireNonNull;

/**
 * Trino's exchange client, which takes the results of this node's tasks out of their output buffers instead of asking for
 * them over HTTP. Both kinds of task fill the same buffer. Safe for all threads.
 */
final class LocalExchangeClient extends DirectExchangeClient implements BufferReader.Target {
    private final LocalResults results;
    private final DirectExchangeBuffer buffer;
    private final LocalMemoryContext memory;
    private final Executor executor;
    private final TaskFailureListener failures;
    private final Map<TaskId, BufferReader> readers = new ConcurrentHashMap<>();
    private final Object memoryLock = new Object();
    private boolean closed;

    LocalExchangeClient(LocalResults results, HttpExchange http, DirectExchangeBuffer buffer,
            LocalMemoryContext memory, Executor executor, TaskFailureListener failures) {
        super(http.selfAddress(), http.verification(), buffer, http.responseBytesMax(),
                http.config().getConcurrentRequestMultiplier(), http.config().getMaxErrorDuration(),
                http.config().isAcknowledgePages(), http.client(), http.scheduler(), memory, executor, failures);
        this.results = requireNonNull(results, "results is null");
        this.buffer = requireNonNull(buffer, "buffer is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.executor = requireNonNull(executor, "executor is null");
        this.failures = requireNonNull(failures, "failures is null");
    }

    @Override
    public void addLocation(TaskId task, URI location) {
        Optional<LocalResults.Buffer> source = results.at(task, location);
        if (source.isEmpty()) {
            super.addLocation(task, location);
            return;
        }
        BufferReader reader = new BufferReader(source.get(), this, executor);
        synchronized (memoryLock) {
            if (closed) {
                return;
            }
            buffer.addTask(task);
            readers.put(task, reader);
        }
        reader.resume();
    }

    /** To be called from time to time; false when there is nothing to ask for any more. */
    boolean askAgain(long patienceNanos) {
        synchronized (memoryLock) {
            if (closed) {
                return false;
            }
        }
        readers.values().forEach(reader -> reader.askAgain(patienceNanos));
        return true;
    }

    @Override
    public Slice pollPage() {
        Slice page = super.pollPage();
        if (page != null) {
            readers.values().forEach(BufferReader::resume);
        }
        return page;
    }

    @Override
    public void close() {
        synchronized (memoryLock) {
            if (closed) {
                return;
            }
            closed = true;
            // Closes the buffer and gives its memory back; nothing is added from here on
            super.close();
        }
        readers.values().forEach(BufferReader::close);
    }

    @Override
    public boolean hasSpace() {
        return buffer.getRemainingCapacityInBytes() > 0;
    }

    @Override
    public void add(TaskId task, List<Slice> pages) {
        synchronized (memoryLock) {
            if (!closed) {
                buffer.addPages(task, pages);
                memory.setBytes(buffer.getRetainedSizeInBytes());
            }
        }
    }

    @Override
    public void finished(TaskId task) {
        buffer.taskFinished(task);
    }

    @Override
    public void failed(TaskId task, Throwable cause) {
        buffer.taskFailed(task, cause);
        executor.execute(() -> failures.onTaskFailed(task, cause));
    }
}
