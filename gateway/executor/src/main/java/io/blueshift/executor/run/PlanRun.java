package io.blueshift.executor.run;

import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.report.CodeCounts;
import io.blueshift.executor.report.RunReport;
import io.blueshift.executor.report.SpillCounts;
import io.blueshift.executor.scan.ScanProvider;
import io.blueshift.executor.spill.Spilling;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * One execution of one plan. Every thread that takes part opens a page source of its own; together they deliver the
 * plan's rows, each once. If the plan says in which order, one of them delivers them all. Safe for all threads.
 */
public final class PlanRun implements AutoCloseable {
    private final List<Pipeline> pipelines;
    private final Spilling spilling;
    private final Set<Sink> sinks;
    private final CodeCounts code = new CodeCounts();
    private int workers;

    public PlanRun(PlanNode root, ConnectorSession session, RunOptions options, ScanProvider scans,
            ExpressionCompiler compiler) {
        requireNonNull(root, "root is null");
        ExpressionCompiler counted = compiler.counting(code);
        this.pipelines = PipelineBuilder.build(root, new PipelineBuilder(root, session, options, scans, counted));
        this.spilling = options.spilling();
        this.sinks = pipelines.stream().map(Pipeline::sink).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    /** What a run of the plan would consist of. Nothing is opened. */
    public static RunReport describe(PlanNode root, ConnectorSession session) {
        ScanProvider none = (scan, _) -> {
            throw new IllegalStateException("The plan is only looked at");
        };
        return new PlanRun(root, session, new RunOptions(0), none, new ExpressionCompiler()).report();
    }

    /** A page source for the calling thread. Errors of sources and of expressions come out of its pages as they are. */
    public synchronized ConnectorPageSource open() {
        workers++;
        return new Worker(this);
    }

    /** What the run consists of; its counts go on while it runs. Does not keep the run's tables. */
    public RunReport report() {
        Spilling files = spilling;
        return new RunReport(Reports.of(pipelines), code,
                () -> new SpillCounts(files.bytesWritten(), files.filesMade()));
    }

    List<Pipeline> pipelines() {
        return pipelines;
    }

    /** A worker has closed. */
    synchronized void left() {
        workers--;
    }

    /** The execution is over, whether all rows were delivered or not: files are deleted. */
    @Override
    public void close() {
        spilling.close();
    }

    /** An equal share of the memory that belongs to no worker. */
    long sharedBytesPerWorker() {
        long bytes = 0;
        for (Sink sink : sinks) {
            bytes += sink.retainedBytes();
        }
        synchronized (this) {
            return bytes / Math.max(1, workers);
        }
    }
}
