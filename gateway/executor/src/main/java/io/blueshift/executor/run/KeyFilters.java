package io.blueshift.executor.run;

import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.RowNumber;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.TopNRanking;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.UniqueId;
import io.blueshift.executor.ir.Unnest;
import io.blueshift.executor.ir.Window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings what joins know of their keys down to the scans that the keys come from. For one thread. */
public final class KeyFilters {
    private final Map<Scan, List<KeyFilter>> filters = new IdentityHashMap<>();

    /**
     * Notes which scans of a plan will be told something, before it is built: without domains and members, which are known
     * when it runs.
     */
    public void addAllOf(PlanNode node) {
        if (node instanceof Join join && !join.type().keepsLeft()) {
            join.keys().forEach(key -> add(join.left(), expected(join, key.left())));
        }
        if (node instanceof Filter filter && filter.input() instanceof SemiJoin join && isOnlyMarked(filter, join)) {
            add(join.input(), expected(join, join.key()));
        }
        node.inputs().forEach(this::addAllOf);
    }

    private static KeyFilter expected(PlanNode join, int channel) {
        return new KeyFilter(join, channel, _ -> Optional.empty(), Optional::empty);
    }

    /** Whether rows that are not in the set are of no use above a filter. */
    static boolean isOnlyMarked(Filter filter, SemiJoin join) {
        return filter.conjuncts().stream().anyMatch(
                conjunct -> conjunct instanceof Input mark && mark.channel() == join.input().columns().size());
    }

    /** Whether a join that is not below the node will narrow down a scan that is. */
    public boolean isNarrowed(PlanNode node) {
        Set<PlanNode> below = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(node, below);
        return below.stream().filter(Scan.class::isInstance).map(Scan.class::cast)
                .anyMatch(scan -> of(scan).stream().anyMatch(filter -> !below.contains(filter.join())));
    }

    private static void collect(PlanNode node, Set<PlanNode> nodes) {
        nodes.add(node);
        node.inputs().forEach(input -> collect(input, nodes));
    }

    /** What is known of a scan's columns. */
    List<KeyFilter> of(Scan scan) {
        return filters.getOrDefault(scan, List.of());
    }

    /**
     * Notes a filter on a column of a subtree none of whose rows that fail it, nor any row that exists only because of them,
     * is of use above.
     *
     * @param filter its channel is one of the subtree's
     */
    void add(PlanNode node, KeyFilter filter) {
        switch (node) {
            case Scan scan -> filters.computeIfAbsent(scan, _ -> new ArrayList<>()).add(filter);
            case Filter below -> add(below.input(), filter);
            case Sort below -> add(below.input(), filter);
            case Project below -> {
                Expression value = below.expressions().get(filter.channel());
                if (value instanceof Input input) {
                    add(below.input(), filter.of(input.channel()));
                }
            }
            case Join join -> add(join, filter);
            case SemiJoin below when filter.channel() < below.input().columns().size() -> add(below.input(), filter);
            case UniqueId below when filter.channel() < below.input().columns().size() -> add(below.input(), filter);
            case Aggregate below when filter.channel() < below.keys().size() -> add(below.input(),
                    filter.of(below.keys().get(filter.channel())));
            case Window below when below.keys().contains(filter.channel()) -> add(below.input(), filter);
            case TopNRanking below when below.keys().contains(filter.channel()) -> add(below.input(), filter);
            case RowNumber below when below.keys().contains(filter.channel()) -> add(below.input(), filter);
            case Unnest below when filter.channel() < below.replicated().size() -> add(below.input(),
                    filter.of(below.replicated().get(filter.channel())));
            case Union union -> union.inputs().forEach(input -> add(input, filter));
            default -> {
                // Of other operators the rows depend on each other
            }
        }
    }

    private void add(Join join, KeyFilter filter) {
        int channel = join.outputs().get(filter.channel());
        int left = join.left().columns().size();
        if (channel < left && !join.type().keepsRight()) {
            add(join.left(), filter.of(channel));
        } else if (channel >= left && !join.type().keepsLeft()) {
            add(join.right(), filter.of(channel - left));
        }
    }
}
