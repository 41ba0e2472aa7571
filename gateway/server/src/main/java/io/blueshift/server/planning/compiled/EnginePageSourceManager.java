package io.blueshift.server.planning.compiled;

import com.google.inject.Inject;
import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.run.PlanRun;
import io.blueshift.executor.run.RunOptions;
import io.blueshift.server.planning.dump.PlanDumps;
import io.blueshift.server.planning.scan.TrinoScanProvider;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.Session;
import io.trino.connector.CatalogHandle;
import io.trino.connector.CatalogServiceProvider;
import io.trino.metadata.Metadata;
import io.trino.metadata.Split;
import io.trino.metadata.TableHandle;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProviderFactory;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.split.PageSourceManager;
import io.trino.split.PageSourceProvider;
import io.trino.split.SplitManager;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Trino's page source manager, plus the page sources of the executor's tables: each runs the plan on the thread that
 * pulls it, over the splits that it takes from those left.
 */
public final class EnginePageSourceManager extends PageSourceManager {
    private final SplitManager splitManager;
    private final Metadata metadata;
    private final ExpressionCompiler compiler;
    private final QueryMemory memory;
    private final PlanDumps dumps;
    private final ExecutionStats stats;

    @Inject
    public EnginePageSourceManager(CatalogServiceProvider<ConnectorPageSourceProviderFactory> pageSources,
            SplitManager splitManager, Metadata metadata, ExpressionCompiler compiler, QueryMemory memory,
            PlanDumps dumps,
            ExecutionStats stats) {
        super(pageSources);
        this.splitManager = requireNonNull(splitManager, "splitManager is null");
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.compiler = requireNonNull(compiler, "compiler is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.dumps = requireNonNull(dumps, "dumps is null");
        this.stats = requireNonNull(stats, "stats is null");
    }

    @Override
    public PageSourceProvider createPageSourceProvider(CatalogHandle catalog) {
        return catalog.equals(CompiledCatalog.HANDLE) ? this::runPlan : super.createPageSourceProvider(catalog);
    }

    private ConnectorPageSource runPlan(Session session, Split split, TableHandle table,
            Optional<ConnectorTableCredentials> credentials, List<ColumnHandle> columns, DynamicFilter dynamicFilter,
            MemoryContext memory) {
        CompiledPlan plan = CompiledCatalog.plan(table);
        String executionId = ((CompiledSplit) split.getConnectorSplit()).execution();
        Execution execution = plan.execution(executionId, () -> newExecution(session, plan));
        if (!execution.enter()) {
            return new EmptyPageSource();
        }
        int[] channels = columns.stream().mapToInt(column -> ((CompiledColumnHandle) column).channel()).toArray();
        try {
            return new ExecutionPageSource(execution, channels, memory);
        } catch (RuntimeException e) {
            execution.leave();
            throw e;
        }
    }

    private Execution newExecution(Session session, CompiledPlan plan) {
        RunOptions options = new RunOptions(ExecutionProperties.compiledBatchRows(session), memory.spilling(session));
        TrinoScanProvider scans = new TrinoScanProvider(session, splitManager, this, metadata, plan::counter);
        ExpressionCompiler code = dumps.wanted(session) ? dumps.compiler(session, plan.id()) : compiler;
        PlanRun run = new PlanRun(plan.root(), session.toConnectorSession(), options, scans, code);
        plan.runs(run.report());
        stats.began();
        return new Execution(run, scans, stats);
    }
}
