package io.blueshift.server.planning.compiled;

import com.google.inject.Inject;
import io.blueshift.executor.report.RunReport;
import io.blueshift.executor.spill.SpillSpace;
import org.weakref.jmx.Managed;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import static java.util.Objects.requireNonNull;

/**
 * Counts the executions of the executor's plans and what they take of memory and disk. Exported over JMX. Safe for all
 * threads.
 */
public final class ExecutionStats {
    private final QueryMemory memory;
    private final SpillSpace space;
    private final AtomicLong running = new AtomicLong();
    private final LongAdder ended = new LongAdder();
    private final LongAdder spilledBytes = new LongAdder();
    private final LongAdder spilledFiles = new LongAdder();

    @Inject
    public ExecutionStats(QueryMemory memory, SpillSpace space) {
        this.memory = requireNonNull(memory, "memory is null");
        this.space = requireNonNull(space, "space is null");
    }

    void began() {
        running.incrementAndGet();
    }

    void ended(RunReport report) {
        running.decrementAndGet();
        ended.increment();
        spilledBytes.add(report.spill().bytes());
        spilledFiles.add(report.spill().files());
    }

    /** Executions that are under way. */
    @Managed
    public long getRunning() {
        return running.get();
    }

    /** Executions that have ended, whether they delivered all their rows or not. */
    @Managed
    public long getEnded() {
        return ended.sum();
    }

    /** Bytes of memory that joins, aggregations, sorts and the like hold now. */
    @Managed
    public long getMemoryBytes() {
        return memory.used();
    }

    /** Bytes that executions which have ended wrote to disk because memory had no room for them. */
    @Managed
    public long getSpilledBytes() {
        return spilledBytes.sum();
    }

    /** Files that they wrote that to. */
    @Managed
    public long getSpilledFiles() {
        return spilledFiles.sum();
    }

    /** Bytes on disk now, of executions that are under way. */
    @Managed
    public long getSpaceBytes() {
        return space.bytes();
    }
}
