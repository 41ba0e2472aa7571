package io.blueshift.server.planning;

import com.google.inject.Inject;
import io.airlift.log.Logger;
import io.blueshift.executor.ir.Column;
import io.blueshift.server.planning.compiled.CompiledCatalog;
import io.blueshift.server.planning.compiled.CompiledColumnHandle;
import io.blueshift.server.planning.compiled.CompiledPlan;
import io.blueshift.server.planning.lower.NotLowerableException;
import io.blueshift.server.planning.lower.PlanLowering;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.metadata.FunctionManager;
import io.trino.metadata.Metadata;
import io.trino.node.InternalNodeManager;
import io.trino.spi.TrinoWarning;
import io.trino.spi.WarningCode;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.predicate.TupleDomain;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.ExchangeNode;
import io.trino.sql.planner.plan.ExplainAnalyzeNode;
import io.trino.sql.planner.plan.OutputNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.TableScanNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The last optimiser: replaces a query's whole plan below its output by one scan of an internal table whose rows the
 * executor computes, if all of it can be lowered. Otherwise the plan stays as it is.
 */
public final class CompilePlans implements PlanOptimizer {
    private static final Logger LOG = Logger.get(CompilePlans.class);

    private static final WarningCode NOT_COMPILED = new WarningCode(0x0B5_0001, "NOT_COMPILED");

    private final PlanLowering lowering;
    private final InternalNodeManager nodes;
    private final LoweringStats stats;

    @Inject
    public CompilePlans(Metadata metadata, FunctionManager functionManager, InternalNodeManager nodes,
            LoweringStats stats) {
        this.lowering = new PlanLowering(metadata, functionManager);
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.stats = requireNonNull(stats, "stats is null");
    }

    @Override
    public PlanNode optimize(PlanNode plan, Context context) {
        if (!ExecutionProperties.compiledExecution(context.session()) || !(plan instanceof OutputNode output)) {
            return plan;
        }
        try {
            PlanNode compiled = compile(output, context);
            stats.lowered();
            return compiled;
        } catch (NotLowerableException e) {
            stats.notLowered(e.what());
            if (ExecutionProperties.compiledExecutionWarnings(context.session())) {
                context.warningCollector().add(new TrinoWarning(NOT_COMPILED,
                        "The query stays with Trino's operators: " + e.getMessage()));
            }
            LOG.debug("Query %s stays with Trino's operators: %s", context.session().getQueryId(), e.getMessage());
            return plan;
        }
    }

    private PlanNode compile(OutputNode output, Context context) {
        if (nodes.getAllNodes().activeNodes().size() > 1) {
            throw new NotLowerableException("Cluster", "several nodes share the work");
        }
        if (output.getSource() instanceof ExplainAnalyzeNode analyze) {
            PlanNode source = compileBelowRemoteExchange(analyze.getSource(), context);
            return output.replaceChildren(List.of(analyze.replaceChildren(List.of(source))));
        }
        List<Symbol> symbols = output.getOutputSymbols().stream().distinct().toList();
        return output.replaceChildren(List.of(compile(output.getSource(), symbols, context)));
    }

    /** EXPLAIN ANALYZE reports on the fragments below its own: the remote exchange below it has to stay. */
    private PlanNode compileBelowRemoteExchange(PlanNode node, Context context) {
        if (!(node instanceof ExchangeNode exchange) || exchange.getSources().size() != 1) {
            throw new NotLowerableException("ExplainAnalyze", "no remote exchange below it");
        }
        PlanNode source = exchange.getSources().getFirst();
        PlanNode compiled = exchange.getScope() == ExchangeNode.Scope.REMOTE
                ? compile(source, source.getOutputSymbols(), context)
                : compileBelowRemoteExchange(source, context);
        return exchange.replaceChildren(List.of(compiled));
    }

    private TableScanNode compile(PlanNode root, List<Symbol> symbols, Context context) {
        PlanLowering.Result lowered = lowering.lower(root, symbols);
        CompiledPlan plan = CompiledPlan.register(lowered.root(), lowered.sources());
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>();
        List<Column> rootColumns = lowered.root().columns();
        for (int i = 0; i < symbols.size(); i++) {
            columns.put(symbols.get(i), new CompiledColumnHandle(i, rootColumns.get(i).name()));
        }
        // The plan checker wants to see that node partitioning was decided; there is none
        return new TableScanNode(context.idAllocator().getNextId(), CompiledCatalog.table(plan), symbols, columns,
                TupleDomain.all(), Optional.empty(), false, Optional.of(false));
    }
}
