package io.blueshift.executor.run;

import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import static java.util.Objects.requireNonNull;

/**
 * One thread's pipeline: a scan and the steps above it. Statistics are the scan's: they tell what was read, not what came
 * out. Stops the scan as soon as no further row can pass.
 */
final class PipelinePageSource implements ConnectorPageSource {
    private final ConnectorPageSource source;
    private final List<Step> steps;
    private final PageSlices slices;
    private boolean closed;

    PipelinePageSource(ConnectorPageSource source, List<Step> steps, int batchRows) {
        this.source = requireNonNull(source, "source is null");
        this.steps = List.copyOf(steps);
        this.slices = new PageSlices(batchRows);
    }

    @Override
    public SourcePage getNextSourcePage() {
        if (stopIfSatisfied()) {
            return null;
        }
        if (slices.isEmpty()) {
            SourcePage page = source.getNextSourcePage();
            if (page == null || page.getPositionCount() == 0) {
                return null;
            }
            slices.fill(page);
        }
        SourcePage page = process(slices.next());
        stopIfSatisfied();
        return page.getPositionCount() == 0 ? null : page;
    }

    private SourcePage process(SourcePage input) {
        SourcePage page = Step.firstRows(input, (int) Math.min(demand(0), input.getPositionCount()));
        for (int i = 0; i < steps.size() && page.getPositionCount() > 0; i++) {
            page = steps.get(i).apply(page, demand(i + 1));
        }
        return page;
    }

    /** How many input rows of the step can be of use; beyond the last step, of output rows: any number. */
    private long demand(int step) {
        long demand = Long.MAX_VALUE;
        for (int i = steps.size() - 1; i >= step; i--) {
            demand = steps.get(i).demand(demand);
        }
        return demand;
    }

    private boolean stopIfSatisfied() {
        if (!closed && steps.stream().anyMatch(Step::satisfied)) {
            close();
        }
        return closed;
    }

    @Override
    public boolean isFinished() {
        return closed || slices.isEmpty() && source.isFinished() || steps.stream().anyMatch(Step::satisfied);
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return closed || !slices.isEmpty() ? NOT_BLOCKED : source.isBlocked();
    }

    @Override
    public long getCompletedBytes() {
        return source.getCompletedBytes();
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return source.getCompletedPositions();
    }

    @Override
    public long getReadTimeNanos() {
        return source.getReadTimeNanos();
    }

    @Override
    @SuppressWarnings("deprecation") // scans report this way
    public long getMemoryUsage() {
        return source.getMemoryUsage() + slices.retainedBytes();
    }

    @Override
    public Metrics getMetrics() {
        return source.getMetrics();
    }

    @Override
    public void close() {
        closed = true;
        slices.clear();
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page at hand, cut into batches of bounded size if there is a bound. */
    private static final class PageSlices {
        private final int rowsMax;
        private SourcePage whole;
        private Page rest;

        PageSlices(int rowsMax) {
            this.rowsMax = rowsMax;
        }

        boolean isEmpty() {
            return whole == null && rest == null;
        }

        void fill(SourcePage page) {
            if (rowsMax == 0 || page.getPositionCount() <= rowsMax) {
                whole = page;
            } else {
                rest = page.getPage();
            }
        }

        SourcePage next() {
            if (whole != null) {
                SourcePage page = whole;
                whole = null;
                return page;
            }
            int rows = Math.min(rowsMax, rest.getPositionCount());
            Page slice = rest.getRegion(0, rows);
            rest = rows == rest.getPositionCount() ? null : rest.getRegion(rows, rest.getPositionCount() - rows);
            return SourcePage.create(slice);
        }

        long retainedBytes() {
            return rest == null ? 0 : rest.getRetainedSizeInBytes();
        }

        void clear() {
            whole = null;
            rest = null;
        }
    }
}
