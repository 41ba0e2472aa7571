package io.blueshift.executor.ir;

import java.util.List;
import java.util.stream.Collectors;

/** The readable form of windows and of what resembles them. */
final class WindowText {
    private WindowText() {}

    static String of(Window window) {
        List<Column> input = window.input().columns();
        StringBuilder text = new StringBuilder("Window ").append(over(input, window.keys(), window.orderings()));
        for (int i = 0; i < window.calls().size(); i++) {
            text.append(", ").append(window.names().get(i)).append(" := ").append(call(input, window.calls().get(i)));
        }
        return text.toString();
    }

    private static String call(List<Column> input, WindowCall call) {
        String order = call.ordering().isEmpty() ? "" : " ORDER BY " + orderings(input, call.ordering());
        return call.function().name() + "(" + (call.distinct() ? "DISTINCT " : "") + names(input, call.arguments())
                + order + ")" + (call.ignoreNulls() ? " IGNORE NULLS" : "") + " " + call.frame().unit() + " "
                + bound(input, call.frame().start(), "PRECEDING") + ".."
                + bound(input, call.frame().end(), "FOLLOWING");
    }

    private static String bound(List<Column> input, WindowFrame.Bound bound, String unbounded) {
        return switch (bound) {
            case WindowFrame.Bound.Unbounded _ -> "UNBOUNDED " + unbounded;
            case WindowFrame.Bound.CurrentRow _ -> "CURRENT ROW";
            case WindowFrame.Bound.Offset offset ->
                input.get(offset.value()).name() + (offset.following() ? " FOLLOWING" : " PRECEDING");
        };
    }

    static String of(TopNRanking node) {
        List<Column> input = node.input().columns();
        return "TopNRanking " + node.name() + " := " + node.ranking() + " " + over(input, node.keys(), node.orderings())
                + " <= " + node.rankMax();
    }

    static String of(RowNumber node) {
        String limit = node.rowsMax().isPresent() ? " <= " + node.rowsMax().getAsLong() : "";
        return "RowNumber " + node.name() + " by [" + names(node.input().columns(), node.keys()) + "]" + limit;
    }

    static String of(Unnest node) {
        List<Column> input = node.input().columns();
        return "Unnest " + names(input, node.collections()) + (node.ordinality().isPresent() ? " with ordinality" : "")
                + (node.keepsEmpty() ? " or NULLs" : "");
    }

    private static String over(List<Column> input, List<Integer> keys, List<Ordering> orderings) {
        return "by [" + names(input, keys) + "] in order [" + orderings(input, orderings) + "]";
    }

    private static String orderings(List<Column> input, List<Ordering> orderings) {
        return orderings.stream().map(key -> input.get(key.channel()).name() + " " + key.order())
                .collect(Collectors.joining(", "));
    }

    private static String names(List<Column> input, List<Integer> channels) {
        return channels.stream().map(channel -> input.get(channel).name()).collect(Collectors.joining(", "));
    }
}
