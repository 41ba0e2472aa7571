package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Union;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.UnionNode;

import java.util.ArrayList;
import java.util.List;

/** The rows of several inputs, each brought into the order of the union's columns. */
final class LowerUnion {
    private LowerUnion() {}

    static Lowered lower(UnionNode union, PlanLowering plans) {
        List<Symbol> symbols = union.getOutputSymbols();
        List<PlanNode> inputs = new ArrayList<>();
        for (int i = 0; i < union.getSources().size(); i++) {
            inputs.add(LowerProject.rearrange(plans.lower(union.getSources().get(i)), union.sourceOutputLayout(i)));
        }
        List<Column> columns = symbols.stream().map(symbol -> new Column(symbol.name(), symbol.type())).toList();
        return new Lowered(new Union(inputs, columns), symbols);
    }
}
