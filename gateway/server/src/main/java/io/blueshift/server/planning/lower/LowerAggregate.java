package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.AggregateCall;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.sql.ir.Lambda;
import io.trino.sql.planner.OrderingScheme;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.AggregationNode.Aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An aggregation that Trino plans in one step. The steps of one that is spread over tasks are not lowered.
 */
final class LowerAggregate {
    private LowerAggregate() {}

    static Lowered lower(AggregationNode node, Lowered input, AggregateFunctions functions) {
        if (node.getStep() != AggregationNode.Step.SINGLE) {
            throw new NotLowerableException("Aggregation", "it is one of several steps");
        }
        Map<Symbol, Integer> channels = input.channels();
        List<Integer> keys = node.getGroupingKeys().stream().map(channels::get).toList();
        List<String> names = new ArrayList<>();
        List<AggregateCall> calls = new ArrayList<>();
        node.getAggregations().forEach((symbol, aggregation) -> {
            names.add(symbol.name());
            calls.add(call(aggregation, channels, functions));
        });
        List<Symbol> symbols = new ArrayList<>(node.getOutputSymbols());
        for (int key = 0; key < keys.size(); key++) {
            Symbol symbol = symbols.get(key);
            if (symbol.type() instanceof DoubleType || symbol.type() instanceof RealType) {
                // Groups do not tell -0.0 from 0.0, but show the one that they have
                names.add(symbol.name());
                calls.add(new AggregateCall(functions.least(symbol.type()), List.of(keys.get(key)), false,
                        Optional.empty(), List.of()));
                symbols.set(key, new Symbol(symbol.type(), symbol.name() + "$zero"));
                symbols.add(symbol);
            }
        }
        return new Lowered(new Aggregate(input.node(), keys, names, calls, emptySets(node)), symbols);
    }

    private static AggregateCall call(Aggregation aggregation, Map<Symbol, Integer> channels,
            AggregateFunctions functions) {
        if (aggregation.getFilter().isPresent() && aggregation.getMask().isPresent()) {
            throw new NotLowerableException("Aggregation", "both a filter and a mask");
        }
        List<Integer> arguments = aggregation.getArguments().stream()
                .filter(argument -> !(argument instanceof Lambda)).map(argument -> channels.get(Symbol.from(argument)))
                .toList();
        Optional<Integer> mask = aggregation.getFilter().or(aggregation::getMask).map(channels::get);
        return new AggregateCall(functions.aggregate(aggregation.getResolvedFunction(), aggregation.getArguments()),
                arguments, aggregation.isDistinct(), mask,
                aggregation.getOrderingScheme().map(scheme -> ordering(scheme, channels)).orElse(List.of()));
    }

    private static List<AggregateCall.Ordering> ordering(OrderingScheme scheme, Map<Symbol, Integer> channels) {
        return scheme.orderBy().stream()
                .map(symbol -> new AggregateCall.Ordering(channels.get(symbol), scheme.ordering(symbol))).toList();
    }

    private static Optional<Aggregate.EmptySets> emptySets(AggregationNode node) {
        if (node.getGroupIdSymbol().isEmpty() || node.getGlobalGroupingSets().isEmpty()) {
            return Optional.empty();
        }
        Symbol groupId = node.getGroupIdSymbol().get();
        if (!groupId.type().equals(BigintType.BIGINT)) {
            throw new NotLowerableException("Aggregation", "grouping sets are numbered by " + groupId.type());
        }
        List<Long> sets = node.getGlobalGroupingSets().stream().map(Integer::longValue).sorted().toList();
        return Optional.of(new Aggregate.EmptySets(node.getGroupingKeys().indexOf(groupId), sets));
    }
}
