package io.blueshift.executor.ir;

import java.util.List;
import java.util.stream.Collectors;

/** The readable form of grouping. */
final class AggregateText {
    private AggregateText() {}

    static String of(Aggregate aggregate) {
        List<Column> input = aggregate.input().columns();
        StringBuilder text = new StringBuilder("Aggregate by ").append(names(input, aggregate.keys()));
        for (int i = 0; i < aggregate.calls().size(); i++) {
            text.append(", ").append(aggregate.names().get(i)).append(" := ")
                    .append(call(input, aggregate.calls().get(i)));
        }
        return text.toString();
    }

    private static String call(List<Column> input, AggregateCall call) {
        String arguments = call.arguments().isEmpty() ? "*" : list(input, call.arguments());
        String order = call.ordering().isEmpty()
                ? ""
                : call.ordering().stream().map(key -> input.get(key.channel()).name() + " " + key.order())
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
        return call.function().name() + "(" + (call.distinct() ? "DISTINCT " : "") + arguments + order + ")"
                + call.mask().map(mask -> " FILTER " + input.get(mask).name()).orElse("");
    }

    static String of(GroupId groupId) {
        return "GroupId " + groupId.sets().stream().map(
                set -> set.stream().map(groupId.names()::get).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
    }

    static String of(MarkDistinct node) {
        return "MarkDistinct " + node.marker() + " := " + names(node.input().columns(), node.keys());
    }

    static String of(DistinctLimit node) {
        return "DistinctLimit " + node.rows() + " of " + names(node.input().columns(), node.keys());
    }

    private static String names(List<Column> columns, List<Integer> channels) {
        return "[" + list(columns, channels) + "]";
    }

    private static String list(List<Column> columns, List<Integer> channels) {
        return channels.stream().map(channel -> columns.get(channel).name()).collect(Collectors.joining(", "));
    }
}
