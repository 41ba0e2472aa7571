package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.List;
import java.util.Map;

/**
 * A projection becomes one expression per output symbol.
 */
final class LowerProject {
    private LowerProject() {}

    static Lowered lower(ProjectNode project, Lowered input, FunctionLowering functions) {
        List<Symbol> symbols = project.getOutputSymbols();
        ExpressionLowering expressions = new ExpressionLowering(input.channels(), functions);
        List<Expression> values = symbols.stream()
                .map(symbol -> expressions.lower(project.getAssignments().get(symbol))).toList();
        return new Lowered(new Project(input.node(), names(symbols), values), symbols);
    }

    /** Passes the symbols on in another order, some perhaps twice or not at all. */
    static PlanNode rearrange(Lowered input, List<Symbol> symbols) {
        Map<Symbol, Integer> channels = input.channels();
        List<Expression> values = symbols.stream()
                .<Expression>map(symbol -> new Input(channels.get(symbol), symbol.name(), symbol.type())).toList();
        return new Project(input.node(), names(symbols), values);
    }

    private static List<String> names(List<Symbol> symbols) {
        return symbols.stream().map(Symbol::name).toList();
    }
}
