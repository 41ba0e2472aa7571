package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteJoin.Output;
import io.blueshift.pushdown.RemotePredicate.AllOf;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Which columns of a relation no two rows have in common: as the source's catalog says of tables, and as follows from
 * that for groups and joins. For estimates, not for results: a column counts as what it was before it was cast.
 */
public final class UniqueKeys {
    private final Function<RemoteTable, List<Set<String>>> tables;

    /** @param tables the unique keys of a table, each by the names of its columns */
    public UniqueKeys(Function<RemoteTable, List<Set<String>>> tables) {
        this.tables = requireNonNull(tables, "tables is null");
    }

    /** Whether no row of the left side has two partners. */
    public boolean rightIsUnique(RemoteJoin join) {
        return isUnique(join, false);
    }

    /** Whether no row of the right side has two partners. */
    public boolean leftIsUnique(RemoteJoin join) {
        return isUnique(join, true);
    }

    private boolean isUnique(RemoteJoin join, boolean left) {
        Set<String> joined = equated(join, left);
        return keys((left ? join.left() : join.right()).from()).stream().anyMatch(joined::containsAll);
    }

    private List<Set<String>> keys(RemoteRelation relation) {
        return switch (relation) {
            case RemoteTable table -> tables.apply(table);
            case RemoteText _ -> List.of();
            case RemoteAggregation groups -> List.of(groups.outputs().stream()
                    .filter(output -> groups.groupBy().contains(output.value()))
                    .map(output -> output.column().name()).collect(Collectors.toSet()));
            case RemoteJoin join ->
                Stream.of(true, false).filter(left -> isUnique(join, !left)).flatMap(left -> keysOf(join, left))
                        .toList();
        };
    }

    /** A side's keys, as long as the join shows all of their columns. */
    private Stream<Set<String>> keysOf(RemoteJoin join, boolean left) {
        Map<String, String> names = new HashMap<>();
        join.outputs().stream().filter(output -> output.ofLeft() == left)
                .forEach(output -> names.put(output.source().name(), output.column().name()));
        return keys((left ? join.left() : join.right()).from()).stream().filter(names.keySet()::containsAll)
                .map(key -> key.stream().map(names::get).collect(Collectors.toSet()));
    }

    /** The columns of a side that have to equal one of the other. */
    private static Set<String> equated(RemoteJoin join, boolean left) {
        Set<String> names = new HashSet<>();
        conjuncts(join.condition()).forEach(conjunct -> {
            if (conjunct instanceof Comparison(RemoteExpression one, Operator operator, RemoteExpression other)
                    && operator == Operator.EQUAL) {
                Optional<Output> first = output(join, one);
                Optional<Output> second = output(join, other);
                if (first.isPresent() && second.isPresent() && first.get().ofLeft() != second.get().ofLeft()) {
                    names.add((first.get().ofLeft() == left ? first : second).get().source().name());
                }
            }
        });
        return names;
    }

    private static Stream<RemotePredicate> conjuncts(RemotePredicate predicate) {
        return predicate instanceof AllOf(List<RemotePredicate> terms)
                ? terms.stream().flatMap(UniqueKeys::conjuncts)
                : Stream.of(predicate);
    }

    private static Optional<Output> output(RemoteJoin join, RemoteExpression expression) {
        return switch (expression) {
            case BinaryText(RemoteExpression text) -> output(join, text);
            case ColumnReference(RemoteColumn column) ->
                join.outputs().stream().filter(output -> output.column().equals(column)).findFirst();
            default -> Optional.empty();
        };
    }
}
