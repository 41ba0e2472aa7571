package io.blueshift.connector.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs what waits for a database on threads of its own, so that the engine's threads stay free to run other queries
 * and, above all, to cancel this one.
 *
 * <p>
 * They are threads of the operating system. A source sends a few kilobytes at a time, and a virtual thread that waits
 * for them is parked, polled for and woken by others each time: reading takes twice the CPU.
 */
public class BlockingWork {
    private static final long CANCEL_INTERVAL_MILLIS = 100;
    /** Longer than a connection to a source that is there takes to open, which a request needs. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ExecutorService threads = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("jdbc-", 0).factory());

    public <T> CompletableFuture<T> submit(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, threads);
    }

    /** A request that comes before the work has reached its source is lost: repeated until the work is over. */
    static void cancel(Runnable request, Future<?> running) throws InterruptedException {
        cancel(request, () -> {}, running);
    }

    /**
     * The same, for what can do without its source's answer: a network that is gone would keep it, and its connection, for
     * hours.
     *
     * @param cut ends the work if requests have been of no use for a while
     */
    static void cancel(Runnable request, Runnable cut, Future<?> running) throws InterruptedException {
        long start = System.nanoTime();
        while (!running.isDone()) {
            request.run();
            try {
                running.get(CANCEL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                // Once more
            } catch (ExecutionException _) {
                // As it should
            }
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                cut.run();
            }
        }
    }

    public void close() {
        threads.shutdownNow();
    }
}
