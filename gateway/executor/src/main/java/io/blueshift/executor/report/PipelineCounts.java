package io.blueshift.executor.report;

import io.trino.spi.metrics.Metrics;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted of a pipeline, over all its threads. A thread adds its part when it leaves the pipeline. Times are those
 * in which threads worked, not those in which they waited. Safe for all threads.
 */
public final class PipelineCounts {
    private final long[] rows;
    private final long[] batches;
    private final Map<String, Long> source = new TreeMap<>();
    private final Map<String, Long> sink = new TreeMap<>();
    private Metrics metrics = Metrics.EMPTY;
    private int threads;
    private long busyNanos;
    private long cpuNanos;
    private long readBytes;
    private long readRows;
    private long readNanos;
    private long threadBytes;
    private long sharedBytes;

    /** @param operators the source and the steps */
    public PipelineCounts(int operators) {
        rows = new long[operators];
        batches = new long[operators];
    }

    /** What a thread counted, who has left. */
    public synchronized void add(ThreadCounts counts) {
        threads++;
        for (int i = 0; i < rows.length; i++) {
            rows[i] += counts.rows[i];
            batches[i] += counts.batches[i];
        }
        threadBytes += counts.memoryBytesMax;
    }

    /**
     * What a thread read from the source.
     *
     * @param sourceCounts what the executor's reader counts, by name
     * @param sourceMetrics what the connector tells
     */
    public synchronized void read(long moreBytes, long moreRows, long nanos, Map<String, Long> sourceCounts,
            Metrics sourceMetrics) {
        readBytes += moreBytes;
        readRows += moreRows;
        readNanos += nanos;
        sourceCounts.forEach((name, count) -> source.merge(name, count, Long::sum));
        metrics = metrics.mergeWith(sourceMetrics);
    }

    /** A thread has worked on the pipeline for so long. */
    public synchronized void worked(long nanos, long moreCpuNanos) {
        busyNanos += nanos;
        cpuNanos += moreCpuNanos;
    }

    /** The sink is complete. */
    public synchronized void completed(long sinkBytes, Map<String, Long> sinkCounts) {
        sharedBytes = sinkBytes;
        sink.putAll(sinkCounts);
    }

    /** How many threads have moved rows. */
    public synchronized int threads() {
        return threads;
    }

    /** Rows that came out of an operator, the source being number 0. */
    public synchronized long rows(int operator) {
        return rows[operator];
    }

    public synchronized long batches(int operator) {
        return batches[operator];
    }

    /** Of all threads together. */
    public synchronized long busyNanos() {
        return busyNanos;
    }

    public synchronized long cpuNanos() {
        return cpuNanos;
    }

    /** Bytes that the source read from outside this process, or from files. */
    public synchronized long readBytes() {
        return readBytes;
    }

    /** Rows that the outside delivered, before the executor's own filters. */
    public synchronized long readRows() {
        return readRows;
    }

    public synchronized long readNanos() {
        return readNanos;
    }

    /** The most that the threads held while they moved rows, or what the complete sink holds if that is more. */
    public synchronized long memoryBytesMax() {
        return Math.max(threadBytes, sharedBytes);
    }

    /** What the executor counts of the source, by name; a name that ends in "bytes" is of bytes. */
    public synchronized Map<String, Long> source() {
        return new TreeMap<>(source);
    }

    /** What the sink counts, by name, alike. */
    public synchronized Map<String, Long> sink() {
        return new TreeMap<>(sink);
    }

    /** What the connector told of the source. */
    public synchronized Metrics metrics() {
        return metrics;
    }
}
