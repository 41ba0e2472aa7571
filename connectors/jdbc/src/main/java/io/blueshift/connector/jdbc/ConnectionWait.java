package io.blueshift.connector.jdbc;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.util.function.Supplier;

/**
 * A wait for a connection that another thread may call off, by interrupting who waits: a query that nobody wants any more
 * is to give up its place in the queue at once, not when its turn would come. One wait at a time; otherwise safe for all
 * threads.
 */
public final class ConnectionWait {
    private Thread waiting;
    private boolean calledOff;

    /** @throws TrinoException {@code USER_CANCELED}, if the wait was called off before or meanwhile, and has not succeeded */
    public <T> T run(Supplier<T> wait) {
        begin();
        try {
            return wait.get();
        } catch (RuntimeException e) {
            throw isCalledOff() ? new TrinoException(StandardErrorCode.USER_CANCELED, "Cancelled", e) : e;
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (calledOff) {
            throw new TrinoException(StandardErrorCode.USER_CANCELED, "Cancelled");
        }
        waiting = Thread.currentThread();
    }

    private synchronized boolean isCalledOff() {
        return calledOff;
    }

    private synchronized void end() {
        waiting = null;
        if (calledOff) {
            // Meant for the wait, not for what this thread does next
            Thread.interrupted();
        }
    }

    /** May be repeated. */
    public synchronized void callOff() {
        calledOff = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }
}
