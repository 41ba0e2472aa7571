package io.blueshift.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what the demo has opened, last opened first, exactly once: at the end of the demo, or from a shutdown hook when
 * Ctrl-C comes first. A failure to close one thing does not keep the next from being closed. Thread-safe.
 */
final class Teardown implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread hook = new Thread(this::closeAll, "demo-teardown");
    private boolean closed;

    Teardown() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Takes over the duty to close; closes at once if everything else is closed already. */
    synchronized <T extends AutoCloseable> T add(T resource) throws Exception {
        if (closed) {
            resource.close();
            throw new IllegalStateException("The demo is being stopped");
        }
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The JVM is going down: the hook is why we are here, or waits to find nothing left
        }
    }

    private synchronized void closeAll() {
        closed = true;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e);
            }
        }
    }
}
