package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Filter;
import io.trino.sql.ir.IrUtils;
import io.trino.sql.planner.plan.FilterNode;

import java.util.List;

/**
 * A filter becomes its conjuncts, in Trino's order.
 */
final class LowerFilter {
    private LowerFilter() {}

    static Lowered lower(FilterNode filter, Lowered input, FunctionLowering functions) {
        ExpressionLowering expressions = new ExpressionLowering(input.channels(), functions);
        List<Expression> conjuncts = IrUtils.extractConjuncts(filter.getPredicate()).stream()
                .map(expressions::lower).toList();
        return new Lowered(new Filter(input.node(), conjuncts), input.symbols());
    }
}
