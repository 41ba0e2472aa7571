package io.blueshift.executor.share;

import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.DistinctLimit;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.GroupId;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.ir.MarkDistinct;
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

import java.util.List;

/** Operators over other inputs with the same columns. */
final class NewInputs {
    private NewInputs() {}

    static PlanNode of(PlanNode node, List<PlanNode> inputs) {
        return switch (node) {
            case Scan _,Values _ -> node;
            case Union union -> new Union(inputs, union.columns());
            case Join join -> new Join(inputs.getFirst(), inputs.getLast(), join.type(), join.keys(), join.filter(),
                    join.outputs(), join.anyMatch());
            case SemiJoin join ->
                new SemiJoin(inputs.getFirst(), join.key(), inputs.getLast(), join.filteringKey(), join.mark());
            default -> of(node, inputs.getFirst());
        };
    }

    private static PlanNode of(PlanNode node, PlanNode input) {
        return switch (node) {
            case Filter n -> new Filter(input, n.conjuncts());
            case Project n -> new Project(input, n.names(), n.expressions());
            case Limit n -> new Limit(input, n.rows());
            case Aggregate n -> new Aggregate(input, n.keys(), n.names(), n.calls(), n.emptySets());
            case GroupId n ->
                new GroupId(input, n.names(), n.grouping(), n.arguments(), n.groupIdName(), n.sets());
            case MarkDistinct n -> new MarkDistinct(input, n.keys(), n.marker());
            case DistinctLimit n -> new DistinctLimit(input, n.keys(), n.rows());
            case Sort n -> new Sort(input, n.orderings());
            case TopN n -> new TopN(input, n.orderings(), n.rows());
            case SingleRow _ -> new SingleRow(input);
            case UniqueId n -> new UniqueId(input, n.name());
            case Window n -> new Window(input, n.keys(), n.orderings(), n.names(), n.calls());
            case TopNRanking n ->
                new TopNRanking(input, n.keys(), n.orderings(), n.ranking(), n.name(), n.rankMax());
            case RowNumber n -> new RowNumber(input, n.keys(), n.name(), n.rowsMax());
            case Unnest n -> new Unnest(input, n.replicated(), n.collections(), n.names(), n.ordinality(),
                    n.keepsEmpty());
            case Shared _ -> new Shared(input);
            case Scan _,Values _,Union _,Join _,SemiJoin _ ->
                throw new IllegalArgumentException("Not of one input: " + node);
        };
    }
}
