package io.blueshift.server.planning;

import com.google.inject.Inject;
import io.trino.sql.PlannerContext;
import io.trino.sql.ir.Booleans;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.IrExpressions;
import io.trino.sql.ir.IrUtils;
import io.trino.sql.planner.DeterminismEvaluator;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.SymbolsExtractor;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.JoinType;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;
import io.trino.sql.planner.plan.SimplePlanRewriter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Finds what a disjunction over several tables says of each of them, so that it is asked where the table is read:
 *
 * <pre>
 * (a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4)    implies    a.x = 1 OR a.x = 3    and    b.y = 2 OR b.y = 4
 * </pre>
 *
 * The implied conditions are added, and the disjunction stays. Trino finds some of them, of single columns. Runs once, before
 * predicates are pushed down. Conditions that may fail are left alone: they would be evaluated for rows that the rest of
 * their conjunction keeps away from them.
 */
public final class ImpliedConditions implements PlanOptimizer {
    private final PlannerContext planner;

    @Inject
    public ImpliedConditions(PlannerContext planner) {
        this.planner = requireNonNull(planner, "planner is null");
    }

    @Override
    public PlanNode optimize(PlanNode plan, Context context) {
        return SimplePlanRewriter.rewriteWith(new Rewriter(), plan);
    }

    private final class Rewriter extends SimplePlanRewriter<Void> {
        @Override
        public PlanNode visitFilter(FilterNode node, RewriteContext<Void> context) {
            PlanNode source = context.rewrite(node.getSource());
            return new FilterNode(node.getId(), source, withImplied(node.getPredicate(), tables(source)));
        }

        @Override
        public PlanNode visitJoin(JoinNode node, RewriteContext<Void> context) {
            JoinNode join = (JoinNode) context.defaultRewrite(node);
            return join.getType() == JoinType.INNER && join.getFilter().isPresent()
                    ? withFilter(join, withImplied(join.getFilter().get(), tables(join)))
                    : join;
        }
    }

    private static JoinNode withFilter(JoinNode join, Expression filter) {
        return new JoinNode(join.getId(), join.getType(), join.getLeft(), join.getRight(), join.getCriteria(),
                join.getLeftOutputSymbols(), join.getRightOutputSymbols(), join.isMaySkipOutputDuplicates(),
                Optional.of(filter), join.getDistributionType(), join.isSpillable(), join.getDynamicFilters(),
                join.getReorderJoinStatsAndCost());
    }

    private Expression withImplied(Expression predicate, List<Set<Symbol>> tables) {
        List<Expression> known = IrUtils.extractConjuncts(predicate);
        List<Expression> conjuncts = new ArrayList<>(known);
        if (tables.size() > 1) {
            for (Expression conjunct : known) {
                List<Expression> terms = IrUtils.extractDisjuncts(conjunct);
                tables.stream().filter(table -> terms.size() > 1 && !isOf(table, conjunct))
                        .forEach(table -> conjuncts.add(implied(terms, table)));
            }
        }
        return IrUtils.combineConjuncts(conjuncts);
    }

    /** What a disjunction says of one table: TRUE if that is nothing. */
    private Expression implied(List<Expression> terms, Set<Symbol> table) {
        List<Expression> implied = new ArrayList<>();
        for (Expression term : terms) {
            List<Expression> known = IrUtils.extractConjuncts(term).stream()
                    .filter(condition -> isOf(table, condition) && isSafe(condition)).toList();
            if (known.isEmpty()) {
                return Booleans.TRUE;
            }
            implied.add(IrUtils.and(known));
        }
        return IrUtils.combineDisjuncts(implied);
    }

    private static boolean isOf(Set<Symbol> table, Expression condition) {
        Set<Symbol> symbols = SymbolsExtractor.extractUnique(condition);
        return !symbols.isEmpty() && table.containsAll(symbols);
    }

    private boolean isSafe(Expression condition) {
        return DeterminismEvaluator.isDeterministic(condition) && !IrExpressions.mayFail(planner, condition);
    }

    /** The columns of each of the inputs that are joined. */
    private static List<Set<Symbol>> tables(PlanNode node) {
        List<Set<Symbol>> tables = new ArrayList<>();
        collect(node, tables);
        return tables;
    }

    private static void collect(PlanNode node, List<Set<Symbol>> tables) {
        switch (node) {
            case JoinNode join -> {
                collect(join.getLeft(), tables);
                collect(join.getRight(), tables);
            }
            case FilterNode filter -> collect(filter.getSource(), tables);
            case ProjectNode project when project.isIdentity() -> collect(project.getSource(), tables);
            case PlanNode table -> tables.add(new HashSet<>(table.getOutputSymbols()));
        }
    }
}
