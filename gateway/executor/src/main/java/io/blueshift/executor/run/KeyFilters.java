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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Brings what joins know of their keys down to the scans that the keys come from. For one thread. */
final class KeyFilters {
    private final Map<Scan, List<KeyFilter>> filters = new IdentityHashMap<>();

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
