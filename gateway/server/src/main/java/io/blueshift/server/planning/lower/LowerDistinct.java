package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.DistinctLimit;
import io.blueshift.executor.ir.GroupId;
import io.blueshift.executor.ir.MarkDistinct;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.DistinctLimitNode;
import io.trino.sql.planner.plan.GroupIdNode;
import io.trino.sql.planner.plan.MarkDistinctNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What prepares rows for an aggregation: grouping sets, and the marks and limits of distinct rows. */
final class LowerDistinct {
    private LowerDistinct() {}

    static Lowered lower(GroupIdNode node, Lowered input) {
        Map<Symbol, Integer> channels = input.channels();
        List<Symbol> grouping = List.copyOf(node.getDistinctGroupingSetSymbols());
        List<Integer> groupingChannels = grouping.stream()
                .map(symbol -> channels.get(node.getGroupingColumns().get(symbol))).toList();
        List<List<Integer>> sets = node.getGroupingSets().stream()
                .map(set -> set.stream().map(grouping::indexOf).distinct().toList()).toList();
        GroupId groupId = new GroupId(input.node(), grouping.stream().map(Symbol::name).toList(), groupingChannels,
                node.getAggregationArguments().stream().map(channels::get).toList(), node.getGroupIdSymbol().name(),
                sets);
        List<Symbol> symbols = new ArrayList<>(grouping);
        symbols.addAll(node.getAggregationArguments());
        symbols.add(node.getGroupIdSymbol());
        return new Lowered(groupId, symbols);
    }

    static Lowered lower(MarkDistinctNode node, Lowered input) {
        List<Integer> keys = channels(node.getDistinctSymbols(), input);
        List<Symbol> symbols = new ArrayList<>(input.symbols());
        symbols.add(node.getMarkerSymbol());
        return new Lowered(new MarkDistinct(input.node(), keys, node.getMarkerSymbol().name()), symbols);
    }

    static Lowered lower(DistinctLimitNode node, Lowered input) {
        List<Symbol> symbols = node.getDistinctSymbols();
        return new Lowered(new DistinctLimit(input.node(), channels(symbols, input), node.getLimit()), symbols);
    }

    private static List<Integer> channels(List<Symbol> symbols, Lowered input) {
        Map<Symbol, Integer> channels = input.channels();
        return symbols.stream().map(channels::get).toList();
    }
}
