package io.blueshift.executor.report;

import java.util.List;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * What a run consists of and what was counted of it so far. Keeps nothing of the run alive but the counts.
 *
 * @param code what the run had to do with generated classes
 * @param spilled tells what was written to disk up to now
 */
public record RunReport(List<PipelineReport> pipelines, CodeCounts code, Supplier<SpillCounts> spilled) {
    public RunReport {
        pipelines = List.copyOf(pipelines);
        requireNonNull(code, "code is null");
        requireNonNull(spilled, "spilled is null");
    }

    /** In the order in which they run. Those for spilled rows are left out as long as there were none. */
    @Override
    public List<PipelineReport> pipelines() {
        return pipelines.stream().filter(pipeline -> !pipeline.spilled() || pipeline.counts().threads() > 0).toList();
    }

    /** What was written to disk up to now. */
    public SpillCounts spill() {
        return spilled.get();
    }
}
