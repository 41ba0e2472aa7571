package io.blueshift.executor.ir;

import java.util.List;

/**
 * An operator of the executor's plan. Nodes are immutable values, safe for all threads.
 */
public sealed interface PlanNode
        permits Scan, Values, Filter, Project, Limit, Aggregate, GroupId, MarkDistinct, DistinctLimit, Join, SemiJoin,
        Sort, TopN, Union, SingleRow, UniqueId, Window, TopNRanking, RowNumber, Unnest, Shared {
    /** The columns this node delivers, in order. */
    List<Column> columns();

    /** The nodes this node reads from, in order. */
    List<PlanNode> inputs();
}
