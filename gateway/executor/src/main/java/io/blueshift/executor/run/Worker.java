package io.blueshift.executor.run;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.report.PipelineCounts;
import io.blueshift.executor.run.Pipeline.Work;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * One thread's part in an execution: works on pipeline after pipeline, together with the others, and delivers what the
 * last ones make for it. Each call does a little work and returns; where others have to be waited for, it says so instead
 * of waiting. Statistics are of what was read, not of what came out.
 */
final class Worker implements ConnectorPageSource {
    /** Long enough to cost nothing, short enough that cancelling and other queries get through. */
    private static final long TURN_NANOS = 10_000_000;

    private final PlanRun run;
    private final ScanCounts counts = new ScanCounts();
    private final WorkClock clock = new WorkClock();
    private Optional<PipelineThread> open = Optional.empty();
    private int pipeline;
    private boolean moved;
    private CompletableFuture<?> blocked = NOT_BLOCKED;
    private boolean finished;

    Worker(PlanRun run) {
        this.run = run;
    }

    @Override
    public SourcePage getNextSourcePage() {
        blocked = NOT_BLOCKED;
        clock.start();
        try {
            return turn(System.nanoTime() + TURN_NANOS);
        } finally {
            charge();
        }
    }

    private SourcePage turn(long end) {
        do {
            if (finished) {
                return null;
            }
            Optional<Page> page = open.isPresent() ? move(open.get()) : begin();
            if (page.isPresent()) {
                return SourcePage.create(page.get());
            }
        } while (blocked.isDone() && System.nanoTime() < end);
        return null;
    }

    /** Counts what was spent since this was done last, and what is held, for the pipeline at hand. */
    private void charge() {
        open.ifPresent(thread -> thread.counts().holds(thread.retainedBytes()));
        if (pipeline < run.pipelines().size()) {
            clock.charge(run.pipelines().get(pipeline).counts());
        }
    }

    /** Finds out what there is to do, and begins it. */
    private Optional<Page> begin() {
        if (pipeline == run.pipelines().size()) {
            close();
            return Optional.empty();
        }
        Pipeline current = run.pipelines().get(pipeline);
        switch (current.enter(moved)) {
            case Work.Rows _ when current.branch().source().isEmpty() -> {
                moved = true;
                current.leave();
            }
            case Work.Rows _ -> open = Optional.of(new PipelineThread(current));
            case Work.Merge(int task) -> {
                current.sink().orElseThrow().merge(task);
                current.merged();
            }
            case Work.Wait(CompletableFuture<Void> change) -> blocked = change;
            case Work.Complete _ -> {
                charge();
                pipeline++;
                moved = false;
            }
        }
        return Optional.empty();
    }

    private Optional<Page> move(PipelineThread thread) {
        Optional<Page> page = thread.move();
        if (thread.isFinished()) {
            leave(thread);
        } else {
            blocked = thread.isBlocked();
        }
        return page;
    }

    private void leave(PipelineThread thread) {
        thread.counts().holds(thread.retainedBytes());
        close(thread);
        moved = true;
        run.pipelines().get(pipeline).leave();
    }

    private void close(PipelineThread thread) {
        Source.Reader reader = thread.reader();
        counts.add(reader);
        PipelineCounts shared = run.pipelines().get(pipeline).counts();
        shared.read(reader.completedBytes(), reader.completedPositions(), reader.readNanos(), reader.counts(),
                reader.metrics());
        shared.add(thread.counts());
        open = Optional.empty();
        thread.close();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return blocked;
    }

    @Override
    public long getCompletedBytes() {
        return counts.bytes() + open.map(thread -> thread.reader().completedBytes()).orElse(0L);
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return OptionalLong
                .of(counts.positions() + open.map(thread -> thread.reader().completedPositions()).orElse(0L));
    }

    @Override
    public long getReadTimeNanos() {
        return counts.nanos() + open.map(thread -> thread.reader().readNanos()).orElse(0L);
    }

    @Override
    @SuppressWarnings("deprecation") // the caller reports this to the engine's memory context
    public long getMemoryUsage() {
        return finished ? 0 : open.map(PipelineThread::retainedBytes).orElse(0L) + run.sharedBytesPerWorker();
    }

    @Override
    public Metrics getMetrics() {
        return open.map(thread -> counts.metrics().mergeWith(thread.reader().metrics())).orElse(counts.metrics());
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        finished = true;
        open.ifPresent(this::abandon);
        run.left();
    }

    /**
     * Whoever asked for the rows wants no more of them. The other threads go on, but not with a sink that lacks some of its
     * rows: that ends only with a query that has ended.
     */
    private void abandon(PipelineThread thread) {
        close(thread);
        Pipeline current = run.pipelines().get(pipeline);
        if (current.sink().isEmpty()) {
            current.leave();
        }
    }
}
