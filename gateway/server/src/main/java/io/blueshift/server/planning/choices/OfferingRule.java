package io.blueshift.server.planning.choices;

import io.blueshift.connector.jdbc.JdbcTableHandle;
import io.trino.Session;
import io.trino.matching.Captures;
import io.trino.matching.Pattern;
import io.trino.metadata.Metadata;
import io.trino.sql.ir.Bind;
import io.trino.sql.ir.Expression;
import io.trino.sql.planner.iterative.Lookup;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;
import io.trino.sql.planner.plan.TableScanNode;

import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * A rule of Trino's that offers expressions to the connector of the scan below, applied to a node in which CASE is written in
 * a form that Trino can offer. Only where that connector reads it; the plan has CASE before and after.
 */
final class OfferingRule<T extends PlanNode> implements Rule<T> {
    private final Rule<T> trino;
    private final Metadata metadata;

    OfferingRule(Rule<T> trino, Metadata metadata) {
        this.trino = requireNonNull(trino, "trino is null");
        this.metadata = requireNonNull(metadata, "metadata is null");
    }

    /** Whether this is a scan of a live database. */
    static boolean readsSource(PlanNode source, Lookup lookup) {
        return lookup.resolve(source) instanceof TableScanNode scan
                && scan.getTable().connectorHandle() instanceof JdbcTableHandle;
    }

    @Override
    public Pattern<T> getPattern() {
        return trino.getPattern();
    }

    @Override
    public boolean isEnabled(Session session) {
        return trino.isEnabled(session);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Result apply(T node, Captures captures, Context context) {
        if (!readsSource(node.getSources().getFirst(), context.getLookup())) {
            return trino.apply(node, captures, context);
        }
        OfferedChoices choices = new OfferedChoices(metadata);
        PlanNode offered = chooses(node) ? changed(node, choices::offer) : node;
        if (offered instanceof ProjectNode project && project.getAssignments().assignments().values().stream()
                .anyMatch(OfferingRule::captures)) {
            return Result.empty();
        }
        Result result = trino.apply((T) offered, captures, context);
        return result.transformedPlan().map(plan -> Result.ofPlanNode(changed(plan, choices::takeBack)))
                .orElse(result);
    }

    /** Whether a lambda within has columns of the scan: Trino's rule for projections forgets them, and the plan is invalid. */
    private static boolean captures(Expression expression) {
        return expression instanceof Bind || expression.children().stream().anyMatch(OfferingRule::captures);
    }

    private static boolean chooses(PlanNode node) {
        return switch (node) {
            case FilterNode filter -> OfferedChoices.isWithin(filter.getPredicate());
            case ProjectNode project -> project.getAssignments().assignments().values().stream()
                    .anyMatch(OfferedChoices::isWithin);
            default -> false;
        };
    }

    private static PlanNode changed(PlanNode node, UnaryOperator<Expression> change) {
        return switch (node) {
            case FilterNode filter ->
                new FilterNode(filter.getId(), filter.getSource(), change.apply(filter.getPredicate()));
            case ProjectNode project -> new ProjectNode(project.getId(), project.getSource(),
                    project.getAssignments().rewrite(change));
            default -> node;
        };
    }
}
