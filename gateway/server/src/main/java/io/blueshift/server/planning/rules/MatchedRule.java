package io.blueshift.server.planning.rules;

import io.trino.matching.Captures;
import io.trino.sql.planner.iterative.Lookup;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.plan.PlanNode;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A rule and the matcher for its pattern, made once and not for every node that is looked at. Stateless. */
final class MatchedRule<T> {
    private final Rule<T> rule;
    private final Matcher matcher;

    MatchedRule(Rule<T> rule) {
        this.rule = requireNonNull(rule, "rule is null");
        this.matcher = Matcher.of(rule.getPattern());
    }

    Rule<T> rule() {
        return rule;
    }

    /** Whether the rule has a match at a node of a plan that is not in groups. */
    boolean matches(PlanNode plan) {
        return matcher.match(plan, Captures.empty(), Lookup.noLookup(), _ -> Optional.of(plan)).isPresent();
    }

    /** What the rule makes of a node: the first result over all of its matches. */
    @SuppressWarnings("unchecked")
    Optional<PlanNode> apply(PlanNode node, Rule.Context context) {
        return matcher.match(node, Captures.empty(), context.getLookup(),
                captures -> rule.isEnabled(context.getSession())
                        ? rule.apply((T) node, captures, context).transformedPlan()
                        : Optional.empty());
    }
}
