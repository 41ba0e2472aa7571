package io.blueshift.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/**
 * Closes what the demo has opened, last opened first, exactly once: at the end of the demo, or on a signal when Ctrl-C
 * comes first. A failure to close one thing does not keep the next from being closed. Thread-safe.
 */
final class Teardown implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private volatile boolean closed;
    private volatile boolean stopped;

    /** Opens and takes over the duty to close. A close at the same time waits, so that nothing is left half open. */
    synchronized <T extends AutoCloseable> T open(Callable<T> opening) throws Exception {
        if (closed) {
            throw new IllegalStateException("The demo is being stopped");
        }
        T resource = opening.call();
        open.push(resource);
        return resource;
    }

    /** Closes because somebody asked for an end, which makes what still runs fail. */
    void stop() {
        stopped = true;
        close();
    }

    boolean stopped() {
        return stopped;
    }

    @Override
    public void close() {
        // Before the lock: what is being opened shall be the last
        closed = true;
        closeAll();
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e);
            }
        }
    }
}
