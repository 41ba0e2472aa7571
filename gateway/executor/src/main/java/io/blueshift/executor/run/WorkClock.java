package io.blueshift.executor.run;

import io.blueshift.executor.report.PipelineCounts;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Measures what a thread spends on pipelines. Read once a turn and not once a batch: the time on a processor is known to
 * the kernel, which takes a microsecond to ask. For one thread at a time.
 */
final class WorkClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean CPU_TIME = THREADS.isCurrentThreadCpuTimeSupported();

    private long nanos;
    private long cpuNanos;

    /** The thread begins to work. */
    void start() {
        nanos = System.nanoTime();
        cpuNanos = cpuNanos();
    }

    /** What was spent since the start, or since this was done last, was spent on the pipeline. */
    void charge(PipelineCounts pipeline) {
        long now = System.nanoTime();
        long cpuNow = cpuNanos();
        pipeline.worked(now - nanos, cpuNow - cpuNanos);
        nanos = now;
        cpuNanos = cpuNow;
    }

    private static long cpuNanos() {
        return CPU_TIME ? THREADS.getCurrentThreadCpuTime() : 0;
    }
}
