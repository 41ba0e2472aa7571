package io.blueshift.server.scheduling.exchange;

import com.google.common.util.concurrent.FutureCallback;
import io.airlift.slice.Slice;
import io.trino.execution.SqlTaskManager.SqlTaskWithResults;
import io.trino.execution.TaskId;
import io.trino.execution.buffer.BufferResult;
import io.trino.spi.TrinoException;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import static com.google.common.util.concurrent.Futures.addCallback;
import static io.trino.spi.StandardErrorCode.REMOTE_TASK_FAILED;
import static java.util.Objects.requireNonNull;

/**
 * Carries one output buffer of a task over to a {@link Target}, as long as that has space. One request is under way at a
 * time; it waits in the buffer, not in a thread. Safe for all threads.
 *
 * <p>A buffer that several readers share may overlook a request that arrives together with a page. Trino's requests end after
 * a moment and are made again; so who waits here has to be asked to {@link #askAgain} from time to time.
 */
final class BufferReader {
    private final LocalResults.Buffer source;
    private final Target target;
    private final Executor executor;
    private long token;
    private Optional<SqlTaskWithResults> asked = Optional.empty();
    private long askedNanos;
    private boolean answering;
    private boolean over;

    /** Where the pages go. Called by one thread at a time, without locks. */
    interface Target {
        boolean hasSpace();

        void add(TaskId task, List<Slice> pages);

        void finished(TaskId task);

        void failed(TaskId task, Throwable cause);
    }

    BufferReader(LocalResults.Buffer source, Target target, Executor executor) {
        this.source = requireNonNull(source, "source is null");
        this.target = requireNonNull(target, "target is null");
        this.executor = requireNonNull(executor, "executor is null");
    }

    /** Goes on reading if there is space and nothing is being read. */
    void resume() {
        SqlTaskWithResults request;
        synchronized (this) {
            if (asked.isPresent() || answering || over || !target.hasSpace()) {
                return;
            }
            request = ask();
        }
        await(request);
    }

    /** Makes a request anew that has waited long. The buffer still has what it may have answered to the first one. */
    void askAgain(long patienceNanos) {
        SqlTaskWithResults request;
        synchronized (this) {
            if (asked.isEmpty() || over || System.nanoTime() - askedNanos < patienceNanos) {
                return;
            }
            request = ask();
        }
        await(request);
    }

    private SqlTaskWithResults ask() {
        SqlTaskWithResults request = source.read(token);
        asked = Optional.of(request);
        askedNanos = System.nanoTime();
        return request;
    }

    /** Whether the answer to a request is to be dealt with: not if it was made anew. */
    private synchronized boolean takes(SqlTaskWithResults request) {
        if (asked.isEmpty() || asked.get() != request) {
            return false;
        }
        asked = Optional.empty();
        answering = true;
        return true;
    }

    private void await(SqlTaskWithResults request) {
        addCallback(request.getResultsFuture(), new FutureCallback<>() {
            @Override
            public void onSuccess(BufferResult answer) {
                if (takes(request)) {
                    received(request, answer);
                }
            }

            @Override
            public void onFailure(Throwable failure) {
                if (takes(request)) {
                    fail(failure);
                }
            }
        }, executor);
    }

    private void received(SqlTaskWithResults request, BufferResult answer) {
        request.recordHeartbeat();
        if (request.isTaskFailedOrFailing()) {
            fail(new TrinoException(REMOTE_TASK_FAILED, "Remote task failed: " + source.task()));
            return;
        }
        try {
            if (!answer.isEmpty()) {
                target.add(source.task(), answer.serializedPages());
                source.acknowledge(answer.nextToken());
            }
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        if (answer.bufferComplete()) {
            close();
            target.finished(source.task());
            return;
        }
        synchronized (this) {
            token = answer.nextToken();
            answering = false;
        }
        resume();
    }

    private void fail(Throwable cause) {
        close();
        target.failed(source.task(), cause);
    }

    /** Ends the reading, early or not, and gives the buffer up. */
    void close() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        source.destroy();
    }
}
