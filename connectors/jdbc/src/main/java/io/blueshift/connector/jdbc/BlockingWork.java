package io.blueshift.connector.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private final ExecutorService threads = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("jdbc-", 0).factory());

    public <T> CompletableFuture<T> submit(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, threads);
    }

    public void close() {
        threads.shutdownNow();
    }
}
