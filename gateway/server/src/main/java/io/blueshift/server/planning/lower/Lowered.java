package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.PlanNode;
import io.trino.sql.planner.Symbol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A lowered node, and the symbol of Trino's plan that each of its columns carries.
 */
record Lowered(PlanNode node, List<Symbol> symbols) {
    Lowered {
        requireNonNull(node, "node is null");
        symbols = List.copyOf(symbols);
        if (symbols.size() != node.columns().size()) {
            throw new IllegalArgumentException(symbols + " for " + node.columns());
        }
    }

    Map<Symbol, Integer> channels() {
        Map<Symbol, Integer> channels = new HashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            channels.putIfAbsent(symbols.get(i), i);
        }
        return channels;
    }
}
