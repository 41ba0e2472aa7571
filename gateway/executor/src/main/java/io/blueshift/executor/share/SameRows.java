package io.blueshift.executor.share;

import io.blueshift.executor.compile.Expressions;
import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.AggregateCall;
import io.blueshift.executor.ir.DistinctLimit;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.GroupId;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.ir.MarkDistinct;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.RowNumber;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.ir.Shared;
import io.blueshift.executor.ir.SingleRow;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.TopN;
import io.blueshift.executor.ir.TopNRanking;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.UniqueId;
import io.blueshift.executor.ir.Unnest;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.ir.Window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Value numbering over a plan: nodes with the same number have the same rows, columns with the same number have the same
 * values in them. Two nodes of one number may show different columns, in different orders, and under different names; a
 * projection has the number of its input. What is computed anew each time, as random() is, has a number of its own. For one
 * thread.
 *
 * <p>After Alpern, Wegman and Zadeck, Detecting Equality of Variables in Programs (POPL 1988), for which a plan without
 * loops is the simple case.
 */
final class SameRows {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final Map<PlanNode, Rows> nodes = new IdentityHashMap<>();
    private int next;

    /**
     * What a node delivers.
     *
     * @param number of the rows
     * @param columns numbers of the values in them, of each column
     */
    record Rows(int number, List<Integer> columns) {
        Rows {
            columns = List.copyOf(columns);
        }

        private List<Integer> columns(List<Integer> channels) {
            return channels.stream().map(columns::get).toList();
        }

        private Set<Integer> set(List<Integer> channels) {
            return new HashSet<>(columns(channels));
        }

        /** Without what is particular to the place where it stands: its channels, and their names. */
        private Expression expression(Expression expression) {
            return Renumbered.of(expression, input -> new Input(columns.get(input.channel()), "", input.type()));
        }

        private List<Object> orderings(List<Ordering> orderings) {
            return orderings.stream().<Object>map(key -> List.of(columns.get(key.channel()), key.order())).toList();
        }
    }

    /** Numbers a node and all below. */
    Rows of(PlanNode node) {
        Rows known = nodes.get(node);
        if (known != null) {
            return known;
        }
        Rows rows = number(node);
        nodes.put(node, rows);
        return rows;
    }

    private int fresh() {
        return next++;
    }

    private int number(Object... parts) {
        return numbers.computeIfAbsent(List.of(parts), _ -> fresh());
    }

    private Rows number(PlanNode node) {
        return switch (node) {
            case Scan scan -> scan(scan);
            case Values values -> indexed(number("values", values.columns().stream().map(c -> c.type()).toList(),
                    values.rows()), values.columns().size());
            case Shared shared -> of(shared.input());
            case Project project -> project(project, of(project.input()));
            case Filter filter -> filter(filter, of(filter.input()));
            case Limit limit -> same("limit", of(limit.input()), limit.rows());
            case Sort sort -> same("sort", of(sort.input()), of(sort.input()).orderings(sort.orderings()));
            case TopN first -> same("first", of(first.input()), of(first.input()).orderings(first.orderings()),
                    first.rows());
            case MarkDistinct mark -> added(same("mark", of(mark.input()), of(mark.input()).set(mark.keys())));
            case UniqueId id -> added(same("id", of(id.input())));
            case RowNumber number -> added(
                    same("number", of(number.input()), of(number.input()).set(number.keys()), number.rowsMax()));
            case TopNRanking first -> added(same("ranked", of(first.input()), of(first.input()).set(first.keys()),
                    of(first.input()).orderings(first.orderings()), first.ranking(), first.rankMax()));
            case SemiJoin join -> added(same("in", of(join.input()), of(join.input()).columns().get(join.key()),
                    of(join.filtering()).number(), of(join.filtering()).columns().get(join.filteringKey())));
            case SingleRow single -> other(number("single", of(single.input()).number()), of(single.input()).columns());
            case DistinctLimit limit -> distinct(limit, of(limit.input()));
            case Aggregate aggregate -> aggregate(aggregate, of(aggregate.input()));
            case GroupId groupId -> groupId(groupId, of(groupId.input()));
            case Join join -> join(join, of(join.left()), of(join.right()));
            case Union union -> union(union);
            case Window window -> window(window, of(window.input()));
            case Unnest unnest -> unnest(unnest, of(unnest.input()));
        };
    }

    /** Some of the input's rows, or all, with the input's columns. */
    private Rows same(String what, Rows input, Object... how) {
        return new Rows(number(what, input.number(), List.of(how)), input.columns());
    }

    /** One more column, which the rows' number tells from any other. */
    private Rows added(Rows rows) {
        List<Integer> columns = new ArrayList<>(rows.columns());
        columns.add(number(rows.number(), "added"));
        return new Rows(rows.number(), columns);
    }

    /** Columns that are made of some of the input's. */
    private Rows other(int number, List<Integer> columns) {
        return new Rows(number, columns.stream().map(column -> number(number, "of", column)).toList());
    }

    private Rows indexed(int number, int columns) {
        return new Rows(number, IntStream.range(0, columns).mapToObj(i -> number(number, "at", i)).toList());
    }

    private Rows scan(Scan scan) {
        int number = number("scan", scan.target().rows());
        return new Rows(number, IntStream.range(0, scan.columns().size())
                .mapToObj(channel -> number(number, "column", scan.target().column(channel))).toList());
    }

    private int value(Rows input, Expression expression) {
        if (expression instanceof Input column) {
            return input.columns().get(column.channel());
        }
        return Expressions.isDeterministic(expression)
                ? number("value", input.expression(expression))
                : fresh();
    }

    private Rows project(Project project, Rows input) {
        return new Rows(input.number(), project.expressions().stream().map(e -> value(input, e)).toList());
    }

    private Rows filter(Filter filter, Rows input) {
        return filter.conjuncts().stream().allMatch(Expressions::isDeterministic)
                ? same("filter", input, filter.conjuncts().stream().map(input::expression).toList())
                : new Rows(fresh(), input.columns());
    }

    private Rows distinct(DistinctLimit limit, Rows input) {
        return other(number("distinct", input.number(), input.set(limit.keys()), limit.rows()),
                input.columns(limit.keys()));
    }

    private Rows aggregate(Aggregate aggregate, Rows input) {
        List<Integer> keys = input.columns(aggregate.keys());
        Object emptySets = aggregate.emptySets().<Object>map(sets -> List.of(keys.get(sets.key()), sets.sets()))
                .orElse("none");
        int number = number("aggregate", input.number(), input.set(aggregate.keys()), emptySets);
        List<Integer> columns = new ArrayList<>(other(number, keys).columns());
        aggregate.calls().forEach(call -> columns.add(call.function().deterministic()
                ? number(number, call(call, input))
                : fresh()));
        return new Rows(number, columns);
    }

    private static List<Object> call(AggregateCall call, Rows input) {
        return List.of(call.function(), input.columns(call.arguments()), call.distinct(),
                call.mask().map(input.columns()::get),
                call.ordering().stream().map(key -> List.of(input.columns().get(key.channel()), key.order())).toList());
    }

    private Rows groupId(GroupId groupId, Rows input) {
        int number = number("sets", input.number(), input.columns(groupId.grouping()), groupId.sets());
        List<Integer> columns = new ArrayList<>(indexed(number, groupId.grouping().size()).columns());
        columns.addAll(other(number, input.columns(groupId.arguments())).columns());
        return added(new Rows(number, columns));
    }

    private Rows join(Join join, Rows left, Rows right) {
        List<Integer> columns = new ArrayList<>();
        left.columns().forEach(column -> columns.add(number("left", column)));
        right.columns().forEach(column -> columns.add(number("right", column)));
        Rows pair = new Rows(fresh(), columns);
        int lefts = left.columns().size();
        Set<Object> keys = new HashSet<>();
        join.keys().forEach(key -> keys.add(pair.columns(List.of(key.left(), lefts + key.right()))));
        int number = join.filter().stream().allMatch(Expressions::isDeterministic)
                ? number("join", join.type(), left.number(), right.number(), keys,
                        join.filter().map(pair::expression), join.anyMatch())
                : fresh();
        return other(number, pair.columns(join.outputs()));
    }

    private Rows union(Union union) {
        List<Rows> inputs = union.inputs().stream().map(this::of).toList();
        int number = number("union", inputs.stream().map(Rows::number).toList());
        return new Rows(number, IntStream.range(0, union.columns().size())
                .mapToObj(channel -> number(number, inputs.stream().map(i -> i.columns().get(channel)).toList()))
                .toList());
    }

    private Rows window(Window window, Rows input) {
        int number = number("window", input.number(), input.set(window.keys()), input.orderings(window.orderings()));
        List<Integer> columns = new ArrayList<>(input.columns());
        window.calls().forEach(call -> columns.add(WindowCalls.isDeterministic(call)
                ? number(number, WindowCalls.of(call, input.columns()))
                : fresh()));
        return new Rows(number, columns);
    }

    private Rows unnest(Unnest unnest, Rows input) {
        int number = number("unnest", input.number(), input.columns(unnest.collections()), unnest.keepsEmpty());
        List<Integer> columns = new ArrayList<>(input.columns(unnest.replicated()));
        int elements = unnest.columns().size() - columns.size() - (unnest.ordinality().isPresent() ? 1 : 0);
        columns.addAll(indexed(number, elements).columns());
        Rows rows = new Rows(number, columns);
        return unnest.ordinality().isPresent() ? added(rows) : rows;
    }
}
