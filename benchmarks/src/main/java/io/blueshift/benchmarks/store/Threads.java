package io.blueshift.benchmarks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks at the same time, one thread each. */
public final class Threads {
    private Threads() {}

    /** The tasks' results in the tasks' order; fails with the first failure once all have ended. */
    public static <T> List<T> all(List<Callable<T>> tasks) {
        try (ExecutorService executor = Executors.newFixedThreadPool(tasks.size())) {
            return all(executor, tasks);
        }
    }

    /** The same on threads that are there already. */
    static <T> List<T> all(ExecutorService executor, List<Callable<T>> tasks) {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().toString(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
