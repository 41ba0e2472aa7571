package io.blueshift.executor.report;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What a run consists of and what was counted of it so far. Keeps nothing of the run alive but the counts.
 *
 * @param code what the run had to do with generated classes
 */
public record RunReport(List<PipelineReport> pipelines, CodeCounts code) {
    public RunReport {
        pipelines = List.copyOf(pipelines);
        requireNonNull(code, "code is null");
    }
}
