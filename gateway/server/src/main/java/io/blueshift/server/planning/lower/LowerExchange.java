package io.blueshift.server.planning.lower;

import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.ExchangeNode;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An exchange only moves rows between Trino's tasks and drivers. On one node, over operators that do not care which
 * thread sees which row, it is nothing; unless it merges sorted streams or unites several inputs.
 */
final class LowerExchange {
    private LowerExchange() {}

    static Lowered lower(ExchangeNode exchange, PlanLowering plans) {
        if (exchange.getOrderingScheme().isPresent()) {
            throw new NotLowerableException("Exchange", "it merges sorted rows");
        }
        if (exchange.getSources().size() != 1) {
            throw new NotLowerableException("Union", "the executor has no such operator");
        }
        if (exchange.getType() == ExchangeNode.Type.REPLICATE) {
            throw new NotLowerableException("Exchange", "it replicates rows");
        }
        Lowered input = plans.lower(exchange.getSources().getFirst());
        return rename(exchange, input);
    }

    private static Lowered rename(ExchangeNode exchange, Lowered input) {
        List<Symbol> from = exchange.getInputs().getFirst();
        List<Symbol> to = exchange.getOutputSymbols();
        Map<Symbol, Integer> position = new Lowered(input.node(), input.symbols()).channels();
        if (from.equals(input.symbols())) {
            return new Lowered(input.node(), to);
        }
        List<Symbol> missing = from.stream().filter(symbol -> !position.containsKey(symbol)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("The exchange's input lacks "
                    + missing.stream().map(Symbol::name).collect(Collectors.joining(", ")));
        }
        return new Lowered(LowerProject.rearrange(input, from), to);
    }
}
