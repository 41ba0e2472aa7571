package io.blueshift.executor.report;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * One pipeline of a run.
 *
 * @param number counted from 1, in the order in which they run
 * @param spilled whether it continues the pipeline of the same number with rows that were spilled, if any were
 * @param after the pipelines that have to be complete before this one begins
 * @param operators the source, the steps, and the sink if there is one
 * @param counts what was counted so far
 */
public record PipelineReport(int number, boolean spilled, List<Integer> after, List<OperatorReport> operators,
        PipelineCounts counts) {
    public PipelineReport {
        after = List.copyOf(after);
        operators = List.copyOf(operators);
        requireNonNull(counts, "counts is null");
    }
}
