package io.blueshift.server.planning.rules;

import io.trino.matching.Captures;
import io.trino.matching.Pattern;
import io.trino.spi.type.CharType;
import io.trino.sql.DynamicFilters;
import io.trino.sql.ir.Booleans;
import io.trino.sql.ir.Cast;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.IrUtils;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.plan.FilterNode;

import static io.trino.sql.planner.plan.Patterns.filter;

/**
 * Has no scan asked for the keys that a join has found where they are texts of a CHAR column: Trino's operators make CHARs of
 * such keys as if a CHAR kept its blanks when it is cast to VARCHAR, and the scan would leave out all rows. What is compiled
 * has filters of its own.
 */
final class PaddedKeys implements Rule<FilterNode> {
    private static final Pattern<FilterNode> PATTERN = filter()
            .matching(node -> IrUtils.extractConjuncts(node.getPredicate()).stream().anyMatch(PaddedKeys::isPadded));

    @Override
    public Pattern<FilterNode> getPattern() {
        return PATTERN;
    }

    @Override
    public Result apply(FilterNode node, Captures captures, Context context) {
        return Result.ofPlanNode(new FilterNode(node.getId(), node.getSource(),
                IrUtils.combineConjuncts(IrUtils.extractConjuncts(node.getPredicate()).stream()
                        .map(conjunct -> isPadded(conjunct) ? Booleans.TRUE : conjunct).toList())));
    }

    private static boolean isPadded(Expression conjunct) {
        return DynamicFilters.getDescriptor(conjunct).filter(found -> found.getInput() instanceof Cast cast
                && cast.expression().type() instanceof CharType).isPresent();
    }
}
