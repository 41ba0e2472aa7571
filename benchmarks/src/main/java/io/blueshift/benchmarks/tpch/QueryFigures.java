package io.blueshift.benchmarks.tpch;

import io.blueshift.benchmarks.Samples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one query on one engine, in order. One thread. */
public final class QueryFigures {
    private final List<Run> runs = new ArrayList<>();
    private int warmUpRuns;

    /** @param warmUp whether the run is one that medians leave out */
    public void add(Run run, boolean warmUp) {
        // Only the times are kept
        runs.add(new Run(new Answer(List.of()), run.wholeMillis(), run.planningMillis(), run.executionMillis()));
        warmUpRuns += warmUp ? 1 : 0;
    }

    public boolean isEmpty() {
        return runs.size() == warmUpRuns;
    }

    /** The median of the runs after warm-up. */
    public double median(ToDoubleFunction<Run> figure) {
        return Samples.of(runs.stream().skip(warmUpRuns).mapToDouble(figure).toArray()).median();
    }

    /** The figure of a run counted from 1, or of the last one where there were not so many. */
    public double run(int number, ToDoubleFunction<Run> figure) {
        return figure.applyAsDouble(runs.get(Math.min(number, runs.size()) - 1));
    }
}
