package io.blueshift.executor.ir;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The readable form of a plan: one line per operator, the root first, each input indented below it.
 */
public final class PlanText {
    private PlanText() {}

    public static String of(PlanNode plan) {
        StringBuilder text = new StringBuilder();
        append(text, plan, 0);
        return text.toString();
    }

    private static void append(StringBuilder text, PlanNode node, int depth) {
        text.append(" ".repeat(depth)).append(line(node)).append('\n');
        node.inputs().forEach(input -> append(text, input, depth + 2));
    }

    /** An operator by itself. */
    public static String line(PlanNode node) {
        return switch (node) {
            case Scan scan -> "Scan " + scan.target().description() + " -> " + names(scan.columns());
            case Filter filter -> "Filter " + filter.conjuncts().stream().map(ExpressionText::of)
                    .collect(Collectors.joining(" AND "));
            case Project project -> "Project " + assignments(project);
            case Limit limit -> "Limit " + limit.rows();
            case Aggregate aggregate -> AggregateText.of(aggregate);
            case GroupId groupId -> AggregateText.of(groupId);
            case MarkDistinct distinct -> AggregateText.of(distinct);
            case DistinctLimit limit -> AggregateText.of(limit);
            case Join join -> join(join);
            case SemiJoin join ->
                "SemiJoin " + join.mark() + " := " + join.input().columns().get(join.key()).name() + " IN "
                        + join.filtering().columns().get(join.filteringKey()).name();
            case Values values -> "Values " + names(values.columns()) + ", " + values.rows().size() + " rows";
            case Union union -> "Union " + names(union.columns());
            case Sort sort -> "Sort " + orderings(sort.orderings(), sort.columns());
            case TopN first -> "TopN " + first.rows() + " by " + orderings(first.orderings(), first.columns());
            case SingleRow _ -> "SingleRow";
            case UniqueId numbered -> "UniqueId " + numbered.name();
            case Window window -> WindowText.of(window);
            case TopNRanking first -> WindowText.of(first);
            case RowNumber numbered -> WindowText.of(numbered);
            case Unnest unnest -> WindowText.of(unnest);
            case Shared _ -> "Shared";
        };
    }

    private static String join(Join join) {
        String keys = join.keys().stream()
                .map(key -> join.left().columns().get(key.left()).name() + " = "
                        + join.right().columns().get(key.right()).name())
                .collect(Collectors.joining(" AND ", " ", ""));
        String filter = join.filter().map(condition -> " filter " + ExpressionText.of(condition)).orElse("");
        return "Join " + join.type().text() + keys + filter + " -> " + names(join.columns());
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String orderings(List<Ordering> orderings, List<Column> columns) {
        return orderings.stream().map(key -> columns.get(key.channel()).name() + " " + key.order())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String assignments(Project project) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < project.names().size(); i++) {
            String name = project.names().get(i);
            String value = ExpressionText.of(project.expressions().get(i));
            text.append(i == 0 ? "" : ", ").append(value.equals(name) ? name : name + " := " + value);
        }
        return text.toString();
    }
}
