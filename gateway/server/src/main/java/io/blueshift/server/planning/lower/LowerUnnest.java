package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Unnest;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.JoinType;
import io.trino.sql.planner.plan.UnnestNode;

import java.util.List;
import java.util.Map;

/** The elements of arrays and maps as rows. */
final class LowerUnnest {
    private LowerUnnest() {}

    static Lowered lower(UnnestNode node, Lowered input) {
        Map<Symbol, Integer> channels = input.channels();
        List<List<String>> names = node.getMappings().stream()
                .map(mapping -> mapping.getOutputs().stream().map(Symbol::name).toList()).toList();
        boolean keepsEmpty = node.getJoinType() == JoinType.LEFT || node.getJoinType() == JoinType.FULL;
        Unnest unnest = new Unnest(input.node(), node.getReplicateSymbols().stream().map(channels::get).toList(),
                node.getMappings().stream().map(mapping -> channels.get(mapping.getInput())).toList(), names,
                node.getOrdinalitySymbol().map(Symbol::name), keepsEmpty);
        return new Lowered(unnest, node.getOutputSymbols());
    }
}
