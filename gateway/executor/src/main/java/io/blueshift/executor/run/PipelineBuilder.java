package io.blueshift.executor.run;

import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.compile.RowExpressions;
import io.blueshift.executor.compile.RowSums;
import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.DistinctLimit;
import io.blueshift.executor.ir.Expression;
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
import io.blueshift.executor.join.SpillableJoin;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.scan.ScanProvider;
import io.blueshift.executor.sort.SortSink;
import io.blueshift.executor.spill.SpillTasks;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.unnest.UnnestStep;
import io.trino.spi.connector.ConnectorSession;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Cuts a plan into pipelines, in the order in which they are to run: a pipeline comes after all whose results its source
 * or its steps use. For one thread.
 */
public final class PipelineBuilder {
    private final ConnectorSession session;
    private final RunOptions options;
    private final ScanProvider scans;
    private final ExpressionCompiler compiler;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final KeyFilters keyFilters = new KeyFilters();
    private final ScanBounds scanBounds = new ScanBounds();
    // By identity: that is what makes it shared
    private final Map<Shared, SharedRows> shared = new IdentityHashMap<>();
    /** The node that operators are made for. */
    private PlanNode current;

    PipelineBuilder(PlanNode root, ConnectorSession session, RunOptions options, ScanProvider scans,
            ExpressionCompiler compiler) {
        this.current = root;
        this.session = session;
        this.options = options;
        this.scans = scans;
        this.compiler = compiler;
    }

    /** All pipelines of the plan; the last ones, which have no sink, deliver its rows. */
    static List<Pipeline> build(PlanNode root, PipelineBuilder builder) {
        builder.add(builder.chain(root), Optional.empty());
        return List.copyOf(builder.pipelines);
    }

    /** What streams in the subtree; the pipelines that have to be complete before it are noted. */
    public Chain chain(PlanNode node) {
        return chain(node, () -> operators(node));
    }

    /** Notes for all that is built for a node that it is. */
    private Chain chain(PlanNode node, Supplier<Chain> operators) {
        PlanNode above = current;
        current = node;
        Chain chain = operators.get().of(node);
        current = above;
        return chain;
    }

    private Chain operators(PlanNode node) {
        return switch (node) {
            case Scan scan -> Chain.of(scan(scan));
            case Filter filter -> input(filter).then(filter(filter.conjuncts()));
            case Project project ->
                chain(project.input()).then(() -> new ProjectStep(compile(List.of(), project.expressions())));
            case Limit limit -> LimitStep.plan(limit, this);
            case Aggregate aggregate -> AggregateOperators.plan(aggregate, this);
            case GroupId groupId -> AggregateOperators.plan(groupId, this);
            case MarkDistinct distinct -> AggregateOperators.plan(distinct, this);
            case DistinctLimit limit -> AggregateOperators.plan(limit, this);
            case Join join -> JoinOperators.plan(join, this);
            case SemiJoin join -> JoinOperators.plan(join, false, this);
            case Values values -> ValuesSource.plan(values);
            case Union union -> union.inputs().stream().map(this::chain).reduce(Chain::and).orElseThrow();
            case Sort sort -> SortOperators.plan(sort, this);
            case TopN first -> SortOperators.plan(first, this);
            case SingleRow single -> SortOperators.plan(single, this);
            case UniqueId numbered -> UniqueIdStep.plan(numbered, this);
            case Window window -> WindowOperators.plan(window, this);
            case TopNRanking first -> WindowOperators.plan(first, this);
            case RowNumber numbered -> WindowOperators.plan(numbered, this);
            case Unnest unnest -> chain(unnest.input()).then(() -> new UnnestStep(unnest));
            case Shared shared -> SharedRows.plan(shared, this);
        };
    }

    private ScanSource scan(Scan scan) {
        return new ScanSource(scan, keyFilters.of(scan), scanBounds.of(scan), scans, options.batchRows());
    }

    private Chain input(Filter filter) {
        if (filter.input() instanceof SemiJoin join) {
            boolean onlyMarked = KeyFilters.isOnlyMarked(filter, join);
            return chain(join, () -> JoinOperators.plan(join, onlyMarked, this));
        }
        return chain(filter.input());
    }

    /**
     * Tells the scans below that rows are of use only if their key is in a table. To be called before the subtree is chained
     * and after the table's pipeline was ended.
     */
    public void onlyKeysOf(SpillableJoin join, int key, PlanNode node, int channel) {
        keyFilters.add(node,
                new KeyFilter(current, channel,
                        valuesMax -> join.table().flatMap(table -> table.keyDomain(key, valuesMax)),
                        () -> join.table().flatMap(table -> table.keyFilter(key))));
    }

    /**
     * Tells the scans below that rows are of use only if they may still be among the first ones that the sink looks for. To
     * be called before the subtree is chained.
     *
     * @param channel the first column of the order
     */
    public void onlyUpTo(SortSink sink, PlanNode node, int channel) {
        scanBounds.add(node, channel, sink);
    }

    /** The chain's rows go to the sink. What is chained afterwards may use the sink's result. */
    public void end(Chain chain, Sink sink) {
        add(chain, Optional.of(sink));
    }

    /** The rows of a subtree that stands in several places: its pipelines are there once, before the first that reads them. */
    SharedRows rows(Shared node) {
        SharedRows rows = shared.get(node);
        if (rows == null) {
            rows = new SharedRows(node, spilling());
            end(chain(node.input()), rows);
            shared.put(node, rows);
        }
        return rows;
    }

    /** A step that keeps the rows for which all conjuncts are true. */
    public Step.Factory filter(List<Expression> conjuncts) {
        return () -> new FilterStep(compile(conjuncts, List.of()));
    }

    /** Expressions for one thread: to be called when a step is opened. */
    public RowExpressions compile(List<Expression> conjuncts, List<Expression> projections) {
        return compiler.compile(conjuncts, projections, session);
    }

    /** The same for projections whose vectors may not be asked for their values. */
    public RowExpressions compileLate(List<Expression> projections) {
        return compiler.compileLate(projections, session);
    }

    /** Sums for one thread: to be called when a sink is opened. */
    public RowSums sums(List<Expression> expressions, int firstChannel) {
        return compiler.sums(expressions, firstChannel, session);
    }

    public ConnectorSession session() {
        return session;
    }

    public RunOptions options() {
        return options;
    }

    public Spilling spilling() {
        return options.spilling();
    }

    private void add(Chain chain, Optional<Sink> sink) {
        for (int i = 0; i < chain.branches().size(); i++) {
            boolean last = i == chain.branches().size() - 1;
            Chain.Branch branch = chain.branches().get(i);
            Optional<Pipeline> continued = i > 0 && branch.source() instanceof SpillTasks
                    ? Optional.of(pipelines.getLast())
                    : Optional.empty();
            pipelines.add(new Pipeline(branch, sink, last, current, continued));
        }
    }
}
