package io.blueshift.executor.share;

import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.AggregateCall;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.SingleRow;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.TopN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes of two nodes with the same rows one that has the columns of both, where operators are such that this is simple.
 */
final class Widened {
    private final SameRows rows;

    Widened(SameRows rows) {
        this.rows = rows;
    }

    /** The one itself if it has all columns; absent if there is no such node, or no simple one. Columns come in any order. */
    Optional<PlanNode> of(PlanNode one, PlanNode other) {
        if (missing(one, other).isEmpty()) {
            return Optional.of(one);
        }
        // Of one number, so they are of one kind, but for projections
        Optional<PlanNode> wide = one instanceof Project || other instanceof Project
                ? project(one, other)
                : switch (one) {
                    case Scan scan -> scan(scan, (Scan) other);
                    case Join join -> join(join, (Join) other);
                    case Aggregate aggregate -> aggregate(aggregate, (Aggregate) other);
                    case Filter _,Limit _,SingleRow _,Sort _,TopN _ -> passing(one, other);
                    default -> Optional.empty();
                };
        return wide.filter(node -> missing(node, one).isEmpty() && missing(node, other).isEmpty());
    }

    private Channels to(PlanNode from, PlanNode wide) {
        return Channels.of(rows.of(from), rows.of(wide));
    }

    /** The other's channels with columns that the one lacks. */
    private List<Integer> missing(PlanNode one, PlanNode other) {
        List<Integer> has = rows.of(one).columns();
        List<Integer> missing = new ArrayList<>();
        for (int channel = 0; channel < other.columns().size(); channel++) {
            if (!has.contains(rows.of(other).columns().get(channel))) {
                missing.add(channel);
            }
        }
        return missing;
    }

    private Optional<PlanNode> scan(Scan one, Scan other) {
        List<Integer> missing = missing(one, other);
        List<Column> columns = new ArrayList<>(one.columns());
        missing.forEach(channel -> columns.add(other.columns().get(channel)));
        return one.target().with(other.target(), missing).map(both -> new Scan(both, columns));
    }

    /** Operators that deliver their input's columns. */
    private Optional<PlanNode> passing(PlanNode one, PlanNode other) {
        PlanNode below = one.inputs().getFirst();
        return of(below, other.inputs().getFirst()).map(input -> {
            Channels to = to(below, input);
            return switch (one) {
                case Filter node -> new Filter(input, node.conjuncts().stream().map(to::of).toList());
                case Limit node -> new Limit(input, node.rows());
                case SingleRow _ -> new SingleRow(input);
                case Sort node -> new Sort(input, to.orderings(node.orderings()));
                case TopN node -> new TopN(input, to.orderings(node.orderings()), node.rows());
                default -> throw new IllegalArgumentException(one.toString());
            };
        });
    }

    /** A projection right above what both have made their columns of. */
    private Optional<PlanNode> project(PlanNode one, PlanNode other) {
        PlanNode oneInput = one instanceof Project project ? project.input() : one;
        PlanNode otherInput = other instanceof Project project ? project.input() : other;
        return of(oneInput, otherInput).map(input -> {
            List<Expression> values = new ArrayList<>(values(one, to(oneInput, input)));
            List<String> names = new ArrayList<>(one.columns().stream().map(Column::name).toList());
            List<Expression> others = values(other, to(otherInput, input));
            for (int channel : missing(one, other)) {
                values.add(others.get(channel));
                names.add(other.columns().get(channel).name());
            }
            return new Project(input, names, values);
        });
    }

    private static List<Expression> values(PlanNode node, Channels to) {
        if (node instanceof Project project) {
            return project.expressions().stream().map(to::of).toList();
        }
        List<Expression> values = new ArrayList<>();
        for (int channel = 0; channel < node.columns().size(); channel++) {
            values.add(to.input(channel, node.columns().get(channel)));
        }
        return values;
    }

    private Optional<PlanNode> join(Join one, Join other) {
        return of(one.left(), other.left())
                .flatMap(left -> of(one.right(), other.right()).map(right -> join(one, other, left, right)));
    }

    private Join join(Join one, Join other, PlanNode left, PlanNode right) {
        Channels lefts = to(one.left(), left);
        Channels rights = to(one.right(), right);
        Channels pair = Channels.of(lefts, rights, left);
        Channels otherPair = Channels.of(to(other.left(), left), to(other.right(), right), left);
        List<Integer> outputs = new ArrayList<>(pair.of(one.outputs()));
        missing(one, other).forEach(channel -> outputs.add(otherPair.of(other.outputs().get(channel))));
        return new Join(left, right, one.type(), one.keys().stream().map(key -> lefts.of(key, rights)).toList(),
                one.filter().map(pair::of), outputs, one.anyMatch());
    }

    private Optional<PlanNode> aggregate(Aggregate one, Aggregate other) {
        return of(one.input(), other.input()).map(input -> {
            Channels to = to(one.input(), input);
            Channels otherTo = to(other.input(), input);
            List<String> names = new ArrayList<>(one.names());
            List<AggregateCall> calls = new ArrayList<>(one.calls().stream().map(to::of).toList());
            for (int channel : missing(one, other)) {
                // The keys, which come first, are the same
                int call = channel - other.keys().size();
                names.add(other.names().get(call));
                calls.add(otherTo.of(other.calls().get(call)));
            }
            return new Aggregate(input, to.of(one.keys()), names, calls, one.emptySets());
        });
    }
}
