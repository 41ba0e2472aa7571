package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.RowNumber;
import io.blueshift.executor.ir.TopNRanking;
import io.blueshift.executor.ir.Window;
import io.blueshift.executor.ir.WindowCall;
import io.blueshift.executor.ir.WindowFrame;
import io.blueshift.executor.ir.WindowFrame.Bound;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.RowType;
import io.trino.sql.ir.Lambda;
import io.trino.sql.planner.OrderingScheme;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.FrameBoundType;
import io.trino.sql.planner.plan.RowNumberNode;
import io.trino.sql.planner.plan.TopNRankingNode;
import io.trino.sql.planner.plan.WindowNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Window functions, and the ranks and row numbers that Trino plans for themselves. */
final class LowerWindow {
    private LowerWindow() {}

    static Lowered lower(WindowNode node, Lowered input, AggregateFunctions functions) {
        Map<Symbol, Integer> channels = input.channels();
        List<Symbol> symbols = new ArrayList<>(input.symbols());
        List<String> names = new ArrayList<>();
        List<WindowCall> calls = new ArrayList<>();
        node.getWindowFunctions().forEach((symbol, function) -> {
            symbols.add(symbol);
            names.add(symbol.name());
            calls.add(call(function, channels, functions));
        });
        Window window = new Window(input.node(), keys(node.getPartitionBy(), channels),
                orderings(node.getOrderingScheme(), channels), names, calls);
        return new Lowered(window, symbols);
    }

    private static WindowCall call(WindowNode.Function function, Map<Symbol, Integer> channels,
            AggregateFunctions functions) {
        List<Integer> arguments = function.getArguments().stream().filter(argument -> !(argument instanceof Lambda))
                .map(argument -> channels.get(Symbol.from(argument))).toList();
        return new WindowCall(functions.window(function.getResolvedFunction(), function.getArguments()), arguments,
                frame(function.getFrame(), channels), function.isIgnoreNulls(), function.isDistinct(),
                orderings(function.getOrderingScheme(), channels));
    }

    private static WindowFrame frame(WindowNode.Frame frame, Map<Symbol, Integer> channels) {
        WindowFrame.Unit unit = switch (frame.getType()) {
            case ROWS -> WindowFrame.Unit.ROWS;
            case RANGE -> WindowFrame.Unit.RANGE;
            case GROUPS -> WindowFrame.Unit.GROUPS;
        };
        return new WindowFrame(unit,
                bound(frame.getStartType(), frame.getStartValue(), frame.getSortKeyCoercedForFrameStartComparison(),
                        channels),
                bound(frame.getEndType(), frame.getEndValue(), frame.getSortKeyCoercedForFrameEndComparison(),
                        channels));
    }

    private static Bound bound(FrameBoundType type, Optional<Symbol> value, Optional<Symbol> sortKey,
            Map<Symbol, Integer> channels) {
        return switch (type) {
            case UNBOUNDED_PRECEDING, UNBOUNDED_FOLLOWING -> new Bound.Unbounded();
            case CURRENT_ROW -> new Bound.CurrentRow();
            case PRECEDING, FOLLOWING -> new Bound.Offset(type == FrameBoundType.FOLLOWING,
                    channels.get(value.orElseThrow()), sortKey.map(channels::get));
        };
    }

    static Lowered lower(TopNRankingNode node, Lowered input) {
        if (node.isPartial()) {
            throw new NotLowerableException("TopNRanking", "it is one of several steps");
        }
        Map<Symbol, Integer> channels = input.channels();
        TopNRanking.Ranking ranking = switch (node.getRankingType()) {
            case ROW_NUMBER -> TopNRanking.Ranking.ROW_NUMBER;
            case RANK -> TopNRanking.Ranking.RANK;
            case DENSE_RANK -> TopNRanking.Ranking.DENSE_RANK;
        };
        TopNRanking first = new TopNRanking(input.node(), rankedKeys(node.getPartitionBy(), channels),
                orderings(Optional.of(node.getOrderingScheme()), channels), ranking, node.getRankingSymbol().name(),
                node.getMaxRankingPerPartition());
        return with(input, first, node.getRankingSymbol());
    }

    static Lowered lower(RowNumberNode node, Lowered input) {
        Map<Symbol, Integer> channels = input.channels();
        List<Integer> keys = node.getPartitionBy().stream().map(channels::get).toList();
        OptionalLong rowsMax = node.getMaxRowCountPerPartition().map(OptionalLong::of).orElse(OptionalLong.empty());
        return with(input, new RowNumber(input.node(), keys, node.getRowNumberSymbol().name(), rowsMax),
                node.getRowNumberSymbol());
    }

    private static Lowered with(Lowered input, io.blueshift.executor.ir.PlanNode node, Symbol symbol) {
        List<Symbol> symbols = new ArrayList<>(input.symbols());
        symbols.add(symbol);
        return new Lowered(node, symbols);
    }

    private static List<Integer> keys(List<Symbol> symbols, Map<Symbol, Integer> channels) {
        for (Symbol symbol : symbols) {
            if (!symbol.type().isOrderable()) {
                throw new NotLowerableException("Window", "partitions by " + symbol.type());
            }
        }
        return symbols.stream().map(channels::get).toList();
    }

    /** Trino finds these partitions by hashing: an array in which there is a NULL cannot be compared, and need not be. */
    private static List<Integer> rankedKeys(List<Symbol> symbols, Map<Symbol, Integer> channels) {
        for (Symbol symbol : symbols) {
            if (symbol.type() instanceof ArrayType || symbol.type() instanceof RowType) {
                throw new NotLowerableException("TopNRanking", "partitions by " + symbol.type());
            }
        }
        return keys(symbols, channels);
    }

    private static List<Ordering> orderings(Optional<OrderingScheme> scheme, Map<Symbol, Integer> channels) {
        return scheme.stream().flatMap(order -> order.orderBy().stream()
                .map(symbol -> new Ordering(channels.get(symbol), order.ordering(symbol)))).toList();
    }
}
