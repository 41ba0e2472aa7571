package io.blueshift.server.planning.choices;

import com.google.inject.Inject;
import io.trino.sql.PlannerContext;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.iterative.rule.PushAggregationIntoTableScan;
import io.trino.sql.planner.iterative.rule.PushPredicateIntoTableScan;
import io.trino.sql.planner.iterative.rule.PushProjectionIntoTableScan;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** Lets Trino's rules offer CASE and FILTER to live databases. Stateless and thread-safe. */
public final class Choices {
    private final PlannerContext planner;

    @Inject
    public Choices(PlannerContext planner) {
        this.planner = requireNonNull(planner, "planner is null");
    }

    /** An optimiser's rules, in their order, those that offer expressions replaced, and one more that offers aggregations. */
    public List<Rule<?>> offeredBy(Collection<Rule<?>> trino) {
        List<Rule<?>> rules = new ArrayList<>();
        boolean aggregates = trino.stream().anyMatch(PushAggregationIntoTableScan.class::isInstance);
        for (Rule<?> rule : trino) {
            switch (rule) {
                case PushPredicateIntoTableScan predicates ->
                    rules.add(new OfferingRule<>(predicates, planner.getMetadata()));
                case PushProjectionIntoTableScan projections -> {
                    Rule<ProjectNode> offering = new OfferingRule<>(projections, planner.getMetadata());
                    rules.add(offering);
                    if (aggregates) {
                        rules.add(new PushMaskedAggregation(planner, offering));
                    }
                }
                default -> rules.add(rule);
            }
        }
        return rules;
    }
}
