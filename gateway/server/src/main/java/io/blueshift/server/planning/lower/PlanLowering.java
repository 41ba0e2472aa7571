package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.SingleRow;
import io.blueshift.executor.ir.UniqueId;
import io.blueshift.executor.share.Sharing;
import io.blueshift.server.planning.scan.TrinoScanTarget;
import io.trino.Session;
import io.trino.cost.PlanNodeStatsEstimate;
import io.trino.cost.StatsProvider;
import io.trino.metadata.FunctionManager;
import io.trino.metadata.Metadata;
import io.trino.spi.type.TypeManager;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.SymbolsExtractor;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.AssignUniqueId;
import io.trino.sql.planner.plan.DistinctLimitNode;
import io.trino.sql.planner.plan.EnforceSingleRowNode;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.GroupIdNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.LimitNode;
import io.trino.sql.planner.plan.MarkDistinctNode;
import io.trino.sql.planner.plan.ProjectNode;
import io.trino.sql.planner.plan.RowNumberNode;
import io.trino.sql.planner.plan.SemiJoinNode;
import io.trino.sql.planner.plan.SortNode;
import io.trino.sql.planner.plan.TableScanNode;
import io.trino.sql.planner.plan.TopNNode;
import io.trino.sql.planner.plan.TopNRankingNode;
import io.trino.sql.planner.plan.UnionNode;
import io.trino.sql.planner.plan.UnnestNode;
import io.trino.sql.planner.plan.ValuesNode;
import io.trino.sql.planner.plan.WindowNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Lowers trees of Trino's plan, each wholly or not at all. For one thread.
 */
public final class PlanLowering {
    private final FunctionLowering functions;
    private final AggregateFunctions aggregates;
    private final JoinSides sides;
    private final StatsProvider stats;
    private final boolean shown;
    // By identity: equal nodes are told apart
    private final Map<PlanNode, io.trino.sql.planner.plan.PlanNode> origins = new IdentityHashMap<>();

    private PlanLowering(FunctionLowering functions, AggregateFunctions aggregates, StatsProvider stats,
            boolean shown) {
        this.functions = functions;
        this.aggregates = aggregates;
        this.sides = new JoinSides(stats);
        this.stats = stats;
        this.shown = shown;
    }

    /** What is the same in all sessions. */
    public static final class Shared {
        private final FunctionLowering functions;
        private final AccumulatorFactories accumulators;
        private final Lambdas lambdas;

        public Shared(Metadata metadata, FunctionManager functionManager, TypeManager typeManager) {
            this.functions = new FunctionLowering(metadata, functionManager);
            this.accumulators = new AccumulatorFactories(metadata, functionManager);
            this.lambdas = new Lambdas(metadata, functionManager, typeManager);
        }

        /** Lowers without estimates. */
        public PlanLowering in(Session session) {
            return in(session, _ -> PlanNodeStatsEstimate.unknown(), false);
        }

        /**
         * Lowers with estimates at hand, which are for one thread.
         *
         * @param shown whether scans keep theirs for EXPLAIN, which costs the time to make them
         */
        public PlanLowering in(Session session, StatsProvider stats, boolean shown) {
            return new PlanLowering(functions, new AggregateFunctions(accumulators, lambdas, session), stats, shown);
        }
    }

    /**
     * The executor's plan for the tree; its columns are the outputs in the order given.
     *
     * @throws NotLowerableException naming the first node or expression for which there is no lowering
     */
    public Result lower(io.trino.sql.planner.plan.PlanNode plan, List<Symbol> outputs) {
        Lowered lowered = lower(plan);
        PlanNode root = lowered.symbols().equals(outputs)
                ? lowered.node()
                : LowerProject.rearrange(lowered, outputs);
        return Result.of(root);
    }

    /** As {@link #lower}, with equal parts of the plan computed once where that pays. */
    public Result lowerSharing(io.trino.sql.planner.plan.PlanNode plan, List<Symbol> outputs) {
        return Result.of(Sharing.of(lower(plan, outputs).root(), this::estimatedRows));
    }

    private double estimatedRows(PlanNode node) {
        io.trino.sql.planner.plan.PlanNode origin = origins.get(node);
        return origin == null ? Double.NaN : stats.getStats(origin).getOutputRowCount();
    }

    private OptionalDouble shownRows(TableScanNode scan) {
        double rows = shown ? stats.getStats(scan).getOutputRowCount() : Double.NaN;
        return Double.isNaN(rows) ? OptionalDouble.empty() : OptionalDouble.of(rows);
    }

    Lowered lower(io.trino.sql.planner.plan.PlanNode plan) {
        Lowered lowered = lowerNode(plan);
        origins.put(lowered.node(), plan);
        return lowered;
    }

    private Lowered lowerNode(io.trino.sql.planner.plan.PlanNode plan) {
        return switch (plan) {
            case TableScanNode scan -> LowerScan.lower(scan, shownRows(scan));
            case FilterNode filter -> LowerMissing.lower(filter, this)
                    .orElseGet(() -> LowerFilter.lower(filter, lower(filter.getSource()), functions));
            case ProjectNode project -> LowerProject.lower(project, lower(pruned(project)), functions);
            case LimitNode limit -> LowerLimit.lower(limit, this);
            case JoinNode join -> LowerJoin.lower(join, sides.isBuiltOnLeft(join), this, functions);
            case SemiJoinNode join -> LowerSemiJoin.lower(join, this);
            case AggregationNode aggregation -> LowerUniqueRows.lower(aggregation, this)
                    .orElseGet(() -> LowerAggregate.lower(aggregation, lower(aggregation.getSource()), aggregates));
            case GroupIdNode groupId -> LowerDistinct.lower(groupId, lower(groupId.getSource()));
            case MarkDistinctNode distinct -> LowerDistinct.lower(distinct, lower(distinct.getSource()));
            case DistinctLimitNode limit -> LowerDistinct.lower(limit, lower(limit.getSource()));
            case ValuesNode values -> LowerValues.lower(values, functions);
            case UnionNode union -> LowerUnion.lower(union, this);
            case SortNode sort -> LowerSort.lower(sort, this);
            case TopNNode first -> LowerSort.lower(first, this);
            case EnforceSingleRowNode single -> singleRow(single);
            case AssignUniqueId numbered -> uniqueId(numbered);
            case WindowNode window -> LowerWindow.lower(window, lower(window.getSource()), aggregates);
            case TopNRankingNode first -> LowerWindow.lower(first, lower(first.getSource()));
            case RowNumberNode numbered -> LowerWindow.lower(numbered, lower(numbered.getSource()));
            case UnnestNode unnest -> LowerUnnest.lower(unnest, lower(unnest.getSource()));
            default -> throw new NotLowerableException(name(plan), "the executor has no such operator");
        };
    }

    /** As {@link LowerMatched}. */
    boolean maySkipPairs(JoinNode join) {
        return LowerMatched.maySkipPairs(join, functions);
    }

    /** What a projection is above, without columns that were only there to be grouped by. */
    private static io.trino.sql.planner.plan.PlanNode pruned(ProjectNode project) {
        io.trino.sql.planner.plan.PlanNode source = project.getSource();
        return source instanceof AggregationNode
                ? PrunedColumns.of(source, SymbolsExtractor.extractUnique(project.getAssignments().expressions()))
                : source;
    }

    /** As {@link LowerMatched}, built on the side that suits. */
    Lowered lowerMatched(JoinNode join, boolean ofLeft, boolean matched, List<Symbol> outputs) {
        return LowerMatched.lower(join, ofLeft, matched, sides.isBuiltOnLeft(join), outputs, this, functions);
    }

    List<Expression> lower(List<io.trino.sql.ir.Expression> expressions, Map<Symbol, Integer> channels) {
        ExpressionLowering lowering = new ExpressionLowering(channels, functions);
        return expressions.stream().map(lowering::lower).toList();
    }

    private Lowered singleRow(EnforceSingleRowNode single) {
        Lowered input = lower(single.getSource());
        return new Lowered(new SingleRow(input.node()), input.symbols());
    }

    private Lowered uniqueId(AssignUniqueId numbered) {
        Lowered input = lower(numbered.getSource());
        List<Symbol> symbols = new ArrayList<>(input.symbols());
        symbols.add(numbered.getIdColumn());
        return new Lowered(new UniqueId(input.node(), numbered.getIdColumn().name()), symbols);
    }

    private static String name(io.trino.sql.planner.plan.PlanNode plan) {
        String name = plan.getClass().getSimpleName();
        return name.endsWith("Node") ? name.substring(0, name.length() - "Node".length()) : name;
    }

    /** A lowered plan and the tables that it reads. */
    public record Result(PlanNode root, List<TrinoScanTarget> sources) {
        public Result {
            sources = List.copyOf(sources);
        }

        private static Result of(PlanNode root) {
            Set<Scan> scans = Collections.newSetFromMap(new IdentityHashMap<>());
            List<TrinoScanTarget> sources = new ArrayList<>();
            collectSources(root, scans, sources);
            return new Result(root, sources);
        }

        private static void collectSources(PlanNode node, Set<Scan> scans, List<TrinoScanTarget> sources) {
            if (node instanceof Scan scan && scans.add(scan)) {
                sources.add((TrinoScanTarget) scan.target());
            }
            node.inputs().forEach(input -> collectSources(input, scans, sources));
        }
    }
}
