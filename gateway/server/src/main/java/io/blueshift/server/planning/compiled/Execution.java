package io.blueshift.server.planning.compiled;

import io.blueshift.executor.run.PlanRun;
import io.blueshift.server.planning.scan.TrinoScanProvider;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * One execution of a plan: what its threads share. Closed with the last of them; a thread that comes afterwards finds
 * nothing left to do. Safe for all threads.
 */
final class Execution {
    private final TrinoScanProvider scans;
    private final ExecutionStats stats;
    /** Until it is over: its tables must not live as long as the query's plan, which is kept to be looked at later. */
    private Optional<PlanRun> run;
    private int active;
    private boolean over;

    Execution(PlanRun run, TrinoScanProvider scans, ExecutionStats stats) {
        this.run = Optional.of(run);
        this.scans = requireNonNull(scans, "scans is null");
        this.stats = requireNonNull(stats, "stats is null");
    }

    /** Whether the calling thread may take part. Each that may must {@link #leave} once. */
    synchronized boolean enter() {
        if (!over) {
            active++;
        }
        return !over;
    }

    synchronized PlanRun run() {
        return run.orElseThrow(() -> new IllegalStateException("The execution is over"));
    }

    /** Threads leave when their input is exhausted, when a limit is reached or on cancellation: all mean the end for all. */
    void leave() {
        PlanRun ended;
        synchronized (this) {
            active--;
            if (active > 0) {
                return;
            }
            over = true;
            ended = run();
            run = Optional.empty();
        }
        try {
            stats.ended(ended.report());
            ended.close();
        } finally {
            scans.close();
        }
    }
}
