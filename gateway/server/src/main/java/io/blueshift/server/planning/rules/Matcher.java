package io.blueshift.server.planning.rules;

import io.trino.matching.Capture;
import io.trino.matching.CapturePattern;
import io.trino.matching.Captures;
import io.trino.matching.CustomPattern;
import io.trino.matching.EqualsPattern;
import io.trino.matching.FilterPattern;
import io.trino.matching.Match;
import io.trino.matching.OrPattern;
import io.trino.matching.Pattern;
import io.trino.matching.TypeOfPattern;
import io.trino.matching.WithPattern;
import io.trino.sql.planner.iterative.Lookup;
import io.trino.sql.planner.plan.PlanNode;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Finds what Trino's pattern finds, without its streams of matches, which are several objects for each step of a pattern
 * that in nearly all cases has no match. Stateless.
 */
@FunctionalInterface
interface Matcher {
    /**
     * Calls for one match after the other until one has a result.
     *
     * @param captures what the pattern around this one captured
     * @param result what is to be done with a match's captures
     */
    Optional<PlanNode> match(Object node, Captures captures, Lookup lookup,
            Function<Captures, Optional<PlanNode>> result);

    static Matcher of(Pattern<?> pattern) {
        Matcher step = step(pattern);
        if (pattern.previous().isEmpty()) {
            return step;
        }
        Matcher before = of(pattern.previous().get());
        return (node, captures, lookup, result) -> before.match(node, captures, lookup,
                captured -> step.match(node, captured, lookup, result));
    }

    private static Matcher step(Pattern<?> pattern) {
        return switch (pattern) {
            case TypeOfPattern<?> type -> when((node, _) -> type.expectedClass().isInstance(node));
            case EqualsPattern<?> equal -> when((node, _) -> equal.expectedValue().equals(node));
            case FilterPattern<?> filter -> when(condition(filter));
            case WithPattern<?> with -> property(with.getProperty().getFunction(), of(with.getPattern()));
            case OrPattern<?> or -> any(or.getPatterns().stream().map(Matcher::of).toList());
            case CapturePattern<?> capture -> capture(capture.capture());
            case CustomPattern<?> custom -> custom(custom);
        };
    }

    private static Matcher when(BiPredicate<Object, Lookup> condition) {
        return (node, captures, lookup, result) -> condition.test(node, lookup)
                ? result.apply(captures)
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static BiPredicate<Object, Lookup> condition(FilterPattern<?> pattern) {
        return (BiPredicate<Object, Lookup>) pattern.predicate();
    }

    @SuppressWarnings("unchecked")
    private static Matcher property(BiFunction<?, ?, Optional<?>> property, Matcher value) {
        BiFunction<Object, Lookup, Optional<?>> function = (BiFunction<Object, Lookup, Optional<?>>) property;
        return (node, captures, lookup, result) -> {
            Optional<?> found = function.apply(node, lookup);
            return found.isPresent() ? value.match(found.get(), captures, lookup, result) : Optional.empty();
        };
    }

    private static Matcher any(List<Matcher> matchers) {
        return (node, captures, lookup, result) -> {
            for (Matcher matcher : matchers) {
                Optional<PlanNode> found = matcher.match(node, captures, lookup, result);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> Matcher capture(Capture<T> capture) {
        return (node, captures, _, result) -> result.apply(captures.addAll(Captures.ofNullable(capture, (T) node)));
    }

    private static Matcher custom(CustomPattern<?> pattern) {
        return (node, captures, lookup, result) -> {
            Iterator<Match> matches = pattern.accept(node, captures, lookup).iterator();
            while (matches.hasNext()) {
                Optional<PlanNode> found = result.apply(matches.next().captures());
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        };
    }
}
