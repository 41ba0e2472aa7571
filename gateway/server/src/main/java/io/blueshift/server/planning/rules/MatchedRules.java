package io.blueshift.server.planning.rules;

import com.google.common.reflect.TypeToken;
import io.trino.matching.Pattern;
import io.trino.matching.TypeOfPattern;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.plan.PlanNode;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

/**
 * The rules of one optimiser, by the class of node that they begin at, in the order of Trino's index: the node's own class
 * before what it extends, each with its rules as they were registered. Thread-safe.
 */
final class MatchedRules {
    private final ClassValue<List<MatchedRule<?>>> byClass;

    MatchedRules(Collection<Rule<?>> rules) {
        Map<Class<?>, List<MatchedRule<?>>> byRoot = rules.stream()
                .collect(groupingBy(MatchedRules::root, mapping(MatchedRule::new, toList())));
        this.byClass = new ClassValue<>() {
            @Override
            protected List<MatchedRule<?>> computeValue(Class<?> node) {
                return TypeToken.of(node).getTypes().rawTypes().stream()
                        .flatMap(type -> byRoot.getOrDefault(type, List.of()).stream()).toList();
            }
        };
    }

    /** The class of node at which a rule's pattern begins. */
    private static Class<?> root(Rule<?> rule) {
        Pattern<?> first = rule.getPattern();
        while (first.previous().isPresent()) {
            first = first.previous().get();
        }
        return ((TypeOfPattern<?>) first).expectedClass();
    }

    List<MatchedRule<?>> of(PlanNode node) {
        return byClass.get(node.getClass());
    }

    /** Whether any rule matches any node of a plan. */
    boolean matchWithin(PlanNode plan) {
        for (MatchedRule<?> rule : of(plan)) {
            if (rule.matches(plan)) {
                return true;
            }
        }
        for (PlanNode source : plan.getSources()) {
            if (matchWithin(source)) {
                return true;
            }
        }
        return false;
    }
}
