package io.blueshift.executor.run;

import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.report.PipelineCounts;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A pipeline within one execution, and how far its threads are: first each moves rows, as many threads as come; when the
 * last that came has no more rows, they merge what the sink collected; then it is complete. Safe for all threads.
 */
final class Pipeline {
    private final Chain.Branch branch;
    private final Optional<Sink> sink;
    private final boolean endsSink;
    private final PlanNode sinkNode;
    private final PipelineCounts counts;
    private final PipelineCounts sinkCounts;
    private State state = State.ROWS;
    /** Threads that move rows. */
    private int moving;
    private int tasks;
    private int tasksTaken;
    private int tasksDone;
    private CompletableFuture<Void> change = new CompletableFuture<>();

    private enum State {
        ROWS, MERGE, COMPLETING, COMPLETE
    }

    /** What a thread that comes to a pipeline is to do. */
    sealed interface Work {
        /** Move rows, then {@link Pipeline#leave}. */
        record Rows() implements Work {}

        /** Merge, then {@link Pipeline#merged}. */
        record Merge(int task) implements Work {}

        /** Nothing until this is done. */
        record Wait(CompletableFuture<Void> change) implements Work {}

        /** Go on to the next pipeline. */
        record Complete() implements Work {}
    }

    /**
     * @param endsSink whether the sink has no rows to expect from later pipelines
     * @param sinkNode the node of the plan that the sink is there for
     * @param continued the pipeline that this one continues, if it is there for spilled rows alone
     */
    Pipeline(Chain.Branch branch, Optional<Sink> sink, boolean endsSink, PlanNode sinkNode,
            Optional<Pipeline> continued) {
        this.branch = branch;
        this.sink = sink;
        this.endsSink = endsSink;
        this.sinkNode = sinkNode;
        this.counts = new PipelineCounts(1 + branch.steps().size());
        this.sinkCounts = continued.map(before -> before.sinkCounts).orElse(counts);
    }

    Chain.Branch branch() {
        return branch;
    }

    Optional<Sink> sink() {
        return sink;
    }

    PlanNode sinkNode() {
        return sinkNode;
    }

    PipelineCounts counts() {
        return counts;
    }

    /** @param moved whether this thread has moved its rows already */
    synchronized Work enter(boolean moved) {
        return switch (state) {
            case ROWS -> {
                if (moved) {
                    yield new Work.Wait(change);
                }
                moving++;
                yield new Work.Rows();
            }
            case MERGE -> tasksTaken == tasks ? new Work.Wait(change) : new Work.Merge(tasksTaken++);
            case COMPLETING -> new Work.Wait(change);
            case COMPLETE -> new Work.Complete();
        };
    }

    /** A thread has no more rows. The last one ends the first phase. */
    void leave() {
        synchronized (this) {
            moving--;
            if (moving > 0) {
                return;
            }
            tasks = endsSink ? sink.map(Sink::mergeTasks).orElse(0) : 0;
            state = tasks > 0 ? State.MERGE : State.COMPLETING;
        }
        if (tasks > 0) {
            tell();
        } else {
            complete();
        }
    }

    /** A thread has merged one task. */
    void merged() {
        synchronized (this) {
            tasksDone++;
            if (tasksDone < tasks) {
                return;
            }
        }
        complete();
    }

    /** Called by one thread: the last one to leave, or the one that merged the last task. Until it is through, others wait. */
    private void complete() {
        if (endsSink) {
            sink.ifPresent(Sink::complete);
            sink.ifPresent(complete -> sinkCounts.completed(complete.retainedBytes(), complete.counts()));
        }
        branch.afterwards().forEach(Runnable::run);
        synchronized (this) {
            state = State.COMPLETE;
        }
        tell();
    }

    /** Outside the lock: who waits may go on at once, on this thread. */
    private void tell() {
        CompletableFuture<Void> told;
        synchronized (this) {
            told = change;
            change = new CompletableFuture<>();
        }
        told.complete(null);
    }
}
