package io.blueshift.executor.run;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.PlanText;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.ir.Shared;
import io.blueshift.executor.report.OperatorReport;
import io.blueshift.executor.report.OperatorReport.Role;
import io.blueshift.executor.report.PipelineReport;
import io.blueshift.executor.spill.SpillTasks;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says of pipelines, from the nodes that their parts were made for, what they consist of and which wait for which: a
 * pipeline that has a source or a step of a node comes after those that end in a sink of the same node.
 */
final class Reports {
    private final List<Pipeline> pipelines;
    // By identity: a plan may have equal nodes
    private final Map<PlanNode, List<Integer>> sinks = new IdentityHashMap<>();

    private Reports(List<Pipeline> pipelines) {
        this.pipelines = pipelines;
        int number = 0;
        for (Pipeline pipeline : pipelines) {
            number += isSpilled(pipeline) ? 0 : 1;
            if (pipeline.sink().isPresent() && !isSpilled(pipeline)) {
                sinks.computeIfAbsent(pipeline.sinkNode(), _ -> new ArrayList<>()).add(number);
            }
        }
    }

    /** Such pipelines have the number of the one that spilled. */
    private static boolean isSpilled(Pipeline pipeline) {
        return pipeline.branch().source() instanceof SpillTasks;
    }

    static List<PipelineReport> of(List<Pipeline> pipelines) {
        Reports reports = new Reports(pipelines);
        List<PipelineReport> all = new ArrayList<>();
        int number = 0;
        for (Pipeline pipeline : pipelines) {
            number += isSpilled(pipeline) ? 0 : 1;
            all.add(reports.report(number, pipeline));
        }
        return all;
    }

    private PipelineReport report(int number, Pipeline pipeline) {
        List<PlanNode> nodes = pipeline.branch().nodes();
        List<KeyFilter> keys = pipeline.branch().source() instanceof ScanSource scan ? scan.keyFilters() : List.of();
        TreeSet<Integer> after = new TreeSet<>();
        nodes.forEach(node -> after.addAll(sinks(node)));
        keys.forEach(key -> after.addAll(sinks(key.join())));
        after.removeIf(other -> other >= number);
        List<OperatorReport> operators = new ArrayList<>();
        operators.add(new OperatorReport(Role.SOURCE, isSpilled(pipeline)
                ? "Spilled rows of " + PlanText.line(nodes.getFirst())
                : source(nodes.getFirst()) + keys(keys, nodes.getFirst()) + estimate(nodes.getFirst())));
        nodes.stream().skip(1).forEach(node -> operators.add(new OperatorReport(Role.STEP, step(node))));
        operators.add(new OperatorReport(Role.SINK, sink(pipeline)));
        return new PipelineReport(number, isSpilled(pipeline), List.copyOf(after), operators, pipeline.counts());
    }

    private List<Integer> sinks(PlanNode node) {
        return sinks.getOrDefault(node, List.of());
    }

    private String source(PlanNode node) {
        if (sinks(node).isEmpty()) {
            return PlanText.line(node);
        }
        String which = switch (node) {
            case Join join when join.type() == Join.Type.RIGHT_SEMI -> "Matched rows of ";
            case Join _ -> "Unmatched rows of ";
            default -> "Rows of ";
        };
        return which + names(sinks(node));
    }

    private static String estimate(PlanNode node) {
        return node instanceof Scan scan && scan.target().estimatedRows().isPresent()
                ? ", estimated rows: " + Math.round(scan.target().estimatedRows().getAsDouble())
                : "";
    }

    private String step(PlanNode node) {
        return PlanText.line(node) + (sinks(node).isEmpty() ? "" : ", with the rows of " + names(sinks(node)));
    }

    private String sink(Pipeline pipeline) {
        if (pipeline.sink().isEmpty()) {
            return "output";
        }
        PlanNode node = pipeline.sinkNode();
        if (node instanceof Shared) {
            return "read by " + names(readers(node));
        }
        return (node instanceof Join || node instanceof SemiJoin ? "build side of " : "") + PlanText.line(node);
    }

    /** The pipelines whose source the rows that end in the sinks of a node are. */
    private List<Integer> readers(PlanNode node) {
        List<Integer> readers = new ArrayList<>();
        int number = 0;
        for (Pipeline pipeline : pipelines) {
            number += isSpilled(pipeline) ? 0 : 1;
            if (pipeline.branch().nodes().getFirst() == node) {
                readers.add(number);
            }
        }
        return readers;
    }

    private String keys(List<KeyFilter> keys, PlanNode scan) {
        List<Column> columns = scan.columns();
        return keys.stream()
                .map(key -> ", only " + columns.get(key.channel()).name() + " of " + names(sinks(key.join())))
                .distinct().collect(Collectors.joining());
    }

    private static String names(List<Integer> numbers) {
        return (numbers.size() == 1 ? "pipeline " : "pipelines ")
                + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
