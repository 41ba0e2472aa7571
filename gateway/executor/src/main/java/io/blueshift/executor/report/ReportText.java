package io.blueshift.executor.report;

import io.blueshift.executor.report.OperatorReport.Role;
import io.trino.spi.metrics.Count;
import io.trino.spi.metrics.Distribution;
import io.trino.spi.metrics.Metric;
import io.trino.spi.metrics.Timing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The readable form of a run: its pipelines in the order in which they run, each from its source to its sink.
 * <pre>
 * pipelines
 *     Pipeline 1
 *         Scan tpch:nation -> [nationkey, name]
 *         Filter (name = 'GERMANY')
 *         => Join INNER nationkey = nationkey_1 -> [suppkey]
 *     Pipeline 2, after 1
 *         ...
 * </pre>
 */
public final class ReportText {
    /** Deep enough to stand inside the tree that Trino's EXPLAIN draws around it. */
    private static final String INDENT = " ".repeat(12);

    private ReportText() {}

    /** For a plan that has not run: without counts. */
    public static String plan(RunReport run) {
        return text(run, false);
    }

    /** For a plan that has run: counts behind what they belong to. */
    public static String analyzed(RunReport run) {
        CodeCounts code = run.code();
        SpillCounts spill = run.spill();
        String spilled = spill.files() == 0
                ? ""
                : "\n" + INDENT + "Spilled: " + Quantities.bytes(spill.bytes()) + " to "
                        + Quantities.count(spill.files(), "file", "files");
        return text(run, true) + spilled + "\n" + INDENT + "Code: " + Quantities.count(code.hits(), "class", "classes")
                + " from the cache, " + code.misses() + " generated in " + Quantities.time(code.compileNanos());
    }

    private static String text(RunReport run, boolean counted) {
        StringBuilder text = new StringBuilder("pipelines");
        for (PipelineReport pipeline : run.pipelines()) {
            text.append('\n').append(INDENT).append("Pipeline ").append(pipeline.number())
                    .append(pipeline.spilled() ? ", spilled rows" : "");
            if (!pipeline.after().isEmpty()) {
                text.append(", after ").append(pipeline.after().stream().map(String::valueOf)
                        .collect(Collectors.joining(", ")));
            }
            if (counted) {
                text.append(": ").append(work(pipeline.counts()));
            }
            for (int i = 0; i < pipeline.operators().size(); i++) {
                OperatorReport operator = pipeline.operators().get(i);
                text.append('\n').append(INDENT).append("    ").append(operator.role() == Role.SINK ? "=> " : "")
                        .append(operator.text());
                String counts = counted ? counts(pipeline.counts(), operator.role(), i) : "";
                text.append(counts.isEmpty() ? "" : " {" + counts + "}");
            }
        }
        return text.toString();
    }

    private static String work(PipelineCounts counts) {
        return Quantities.time(counts.busyNanos()) + " on " + Quantities.count(counts.threads(), "thread", "threads")
                + ", CPU "
                + Quantities.time(counts.cpuNanos()) + ", memory " + Quantities.bytes(counts.memoryBytesMax());
    }

    private static String counts(PipelineCounts counts, Role role, int operator) {
        if (role == Role.SINK) {
            return counts.sink().entrySet().stream().map(count -> Quantities.named(count.getKey(), count.getValue()))
                    .collect(Collectors.joining(", "));
        }
        String delivered = rows(counts.rows(operator)) + " in "
                + Quantities.count(counts.batches(operator), "batch", "batches");
        return role == Role.SOURCE ? delivered + source(counts) : delivered;
    }

    private static String rows(long rows) {
        return Quantities.count(rows, "row", "rows");
    }

    private static String source(PipelineCounts counts) {
        List<String> parts = new ArrayList<>();
        if (counts.readRows() > 0 || counts.readBytes() > 0) {
            parts.add("read " + rows(counts.readRows()) + ", " + Quantities.bytes(counts.readBytes()) + " in "
                    + Quantities.time(counts.readNanos()));
        }
        counts.source().forEach((name, count) -> parts.add(Quantities.named(name, count)));
        // A map that connectors fill in any order
        new TreeMap<>(counts.metrics().getMetrics()).forEach((name, metric) -> {
            // Of one there is no more to say than of all together
            if (!(metric instanceof Distribution<?> spread) || spread.getTotal() > 1) {
                parts.add(metric(name, metric));
            }
        });
        return parts.stream().map(part -> "; " + part).collect(Collectors.joining());
    }

    private static String metric(String name, Metric<?> metric) {
        return switch (metric) {
            case Count<?> count -> Quantities.named(name, count.getTotal());
            case Distribution<?> spread ->
                name + " " + Quantities.spread(name, (long) spread.getMin(), (long) spread.getMax());
            case Timing<?> timing -> name + " " + Quantities.time(timing.getDuration().toNanos());
            default -> name + " " + metric;
        };
    }
}
