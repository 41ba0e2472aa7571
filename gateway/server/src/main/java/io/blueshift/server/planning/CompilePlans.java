package io.blueshift.server.planning;

import com.google.inject.Inject;
import io.airlift.log.Logger;
import io.blueshift.executor.ir.Column;
import io.blueshift.server.planning.compiled.CompiledCatalog;
import io.blueshift.server.planning.compiled.CompiledColumnHandle;
import io.blueshift.server.planning.compiled.CompiledPlan;
import io.blueshift.server.planning.dump.PlanDumps;
import io.blueshift.server.planning.explain.ExplainScope;
import io.blueshift.server.planning.lower.NotLowerableException;
import io.blueshift.server.planning.lower.PlanLowering;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.cost.CachingStatsProvider;
import io.trino.cost.StatsAndCosts;
import io.trino.cost.StatsCalculator;
import io.trino.cost.StatsProvider;
import io.trino.metadata.FunctionManager;
import io.trino.metadata.Metadata;
import io.trino.node.InternalNodeManager;
import io.trino.spi.TrinoWarning;
import io.trino.spi.WarningCode;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;
import io.trino.spi.type.TypeManager;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.ExplainAnalyzeNode;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.LimitNode;
import io.trino.sql.planner.plan.OutputNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;
import io.trino.sql.planner.plan.TableScanNode;
import io.trino.sql.planner.plan.ValuesNode;
import io.trino.sql.planner.planprinter.PlanPrinter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The optimiser that hands plans to the executor: replaces the plan below a query's output by one scan of an internal
 * table whose rows the executor computes. What cannot be lowered stays with Trino's operators; below it, the largest
 * subtrees that can be are replaced.
 */
public final class CompilePlans implements PlanOptimizer {
    private static final Logger LOG = Logger.get(CompilePlans.class);

    private static final WarningCode NOT_COMPILED = new WarningCode(0x0B5_0001, "NOT_COMPILED");

    private final PlanLowering.Shared lowering;
    private final StatsCalculator statsCalculator;
    private final InternalNodeManager nodes;
    private final LoweringStats stats;
    private final PlanDumps dumps;
    private final Metadata metadata;
    private final FunctionManager functionManager;

    @Inject
    public CompilePlans(Metadata metadata, FunctionManager functionManager, TypeManager typeManager,
            StatsCalculator statsCalculator, InternalNodeManager nodes, LoweringStats stats, PlanDumps dumps) {
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.functionManager = requireNonNull(functionManager, "functionManager is null");
        this.lowering = new PlanLowering.Shared(metadata, functionManager, typeManager);
        this.statsCalculator = requireNonNull(statsCalculator, "statsCalculator is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.stats = requireNonNull(stats, "stats is null");
        this.dumps = requireNonNull(dumps, "dumps is null");
    }

    /** Whether nothing is left of the plan but its output and one scan. */
    static boolean isCompiledAsAWhole(PlanNode plan) {
        return plan instanceof OutputNode output && isCompiled(output.getSource());
    }

    private static boolean isCompiled(PlanNode node) {
        return node instanceof TableScanNode scan && scan.getTable().catalogHandle().equals(CompiledCatalog.HANDLE);
    }

    @Override
    public PlanNode optimize(PlanNode plan, Context context) {
        if (!ExecutionProperties.compiledExecution(context.session()) || ExplainScope.isOfTrino()
                || !(plan instanceof OutputNode output)) {
            return plan;
        }
        Optional<NotLowerableException> write = WritePlans.whyNotCompiled(plan);
        if (write.isPresent()) {
            tell(write.get(), context);
            return plan;
        }
        List<NotLowerableException> reasons = new ArrayList<>();
        PlanNode compiled = compile(output, reasons, context);
        if (reasons.isEmpty()) {
            stats.lowered();
        }
        reasons.forEach(reason -> tell(reason, context));
        return compiled;
    }

    private void tell(NotLowerableException reason, Context context) {
        stats.notLowered(reason);
        ExplainScope.tellNotCompiled(reason.getMessage());
        if (ExecutionProperties.compiledExecutionWarnings(context.session())) {
            context.warningCollector().add(new TrinoWarning(NOT_COMPILED,
                    "A part of the query stays with Trino's operators: " + reason.getMessage()));
        }
        LOG.debug("A part of query %s stays with Trino's operators: %s", context.session().getQueryId(),
                reason.getMessage());
    }

    private PlanNode compile(OutputNode output, List<NotLowerableException> reasons, Context context) {
        if (nodes.getAllNodes().activeNodes().size() > 1) {
            reasons.add(new NotLowerableException("Cluster", "several nodes share the work"));
            return output;
        }
        PlanNode source = output.getSource();
        if (source instanceof ExplainAnalyzeNode analyze) {
            PlanNode analyzed = ExplainScope.analyzed(() -> compile(analyze.getSource(),
                    analyze.getSource().getOutputSymbols(), true, reasons, context));
            return output.replaceChildren(List.of(analyze.replaceChildren(List.of(analyzed))));
        }
        List<Symbol> symbols = output.getOutputSymbols().stream().distinct().toList();
        return output.replaceChildren(List.of(compile(source, symbols, true, reasons, context)));
    }

    /** @param worthIt whether the subtree is to be compiled even if all it does is to read, filter and project */
    private PlanNode compile(PlanNode root, List<Symbol> symbols, boolean worthIt,
            List<NotLowerableException> reasons, Context context) {
        if (!worthIt && isSimple(root)) {
            return root;
        }
        try {
            return compile(root, symbols, context);
        } catch (NotLowerableException e) {
            List<PlanNode> children = root.getSources().stream().map(
                    child -> compile(child, child.getOutputSymbols(), false, reasons, context)).toList();
            // What keeps a child from being lowered was said there
            if (root.getSources().stream().allMatch(child -> isLowerable(child, context))) {
                reasons.add(e);
            }
            return children.isEmpty() ? root : root.replaceChildren(children);
        }
    }

    private boolean isLowerable(PlanNode node, Context context) {
        try {
            lowering.in(context.session()).lower(node, node.getOutputSymbols());
            return true;
        } catch (NotLowerableException e) {
            return false;
        }
    }

    /** Below an operator of Trino's, its scans do better with Trino's dynamic filters than with the executor. */
    private static boolean isSimple(PlanNode node) {
        return switch (node) {
            case TableScanNode _,ValuesNode _ -> true;
            case FilterNode filter -> isSimple(filter.getSource());
            case ProjectNode project -> isSimple(project.getSource());
            case LimitNode limit -> isSimple(limit.getSource());
            default -> false;
        };
    }

    private TableScanNode compile(PlanNode root, List<Symbol> symbols, Context context) {
        StatsProvider estimates = new CachingStatsProvider(statsCalculator, context.session(),
                context.tableStatsProvider());
        boolean shown = ExplainScope.isExplaining();
        PlanLowering plans = lowering.in(context.session(), estimates, shown);
        PlanLowering.Result lowered = ExecutionProperties.compiledSharing(context.session())
                ? plans.lowerSharing(root, symbols)
                : plans.lower(root, symbols);
        CompiledPlan plan = CompiledPlan.register(lowered.root(), lowered.sources(),
                context.session().toConnectorSession(), shown ? rows(estimates, root) : TableStatistics.empty());
        if (dumps.wanted(context.session())) {
            dumps.write(context.session(), plan.id(), PlanPrinter.textLogicalPlan(root, metadata, functionManager,
                    StatsAndCosts.empty(), context.session(), 0, false), lowered.root());
        }
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>();
        List<Column> rootColumns = lowered.root().columns();
        for (int i = 0; i < symbols.size(); i++) {
            columns.put(symbols.get(i), new CompiledColumnHandle(i, rootColumns.get(i).name()));
        }
        // The plan checker wants to see that node partitioning was decided; there is none
        return new TableScanNode(context.idAllocator().getNextId(), CompiledCatalog.table(plan), symbols, columns,
                TupleDomain.all(), Optional.empty(), false, Optional.of(false));
    }

    private static TableStatistics rows(StatsProvider estimates, PlanNode root) {
        double rows = estimates.getStats(root).getOutputRowCount();
        return Double.isNaN(rows)
                ? TableStatistics.empty()
                : TableStatistics.builder().setRowCount(Estimate.of(rows)).build();
    }
}
