package io.blueshift.server.planning;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.spill.SpillSpace;
import io.blueshift.server.planning.choices.ChoiceFunction;
import io.blueshift.server.planning.choices.Choices;
import io.blueshift.server.planning.compiled.EngineMetadata;
import io.blueshift.server.planning.compiled.EnginePageSourceManager;
import io.blueshift.server.planning.compiled.EngineSplitManager;
import io.blueshift.server.planning.compiled.ExecutionStats;
import io.blueshift.server.planning.compiled.QueryMemory;
import io.blueshift.server.planning.dump.PlanDumps;
import io.blueshift.server.planning.explain.ExplainPlans;
import io.blueshift.server.planning.explain.StatementRewrites;
import io.blueshift.server.planning.joinorder.JoinOrdering;
import io.blueshift.server.planning.reuse.ReuseStats;
import io.blueshift.server.planning.reuse.ReusedPlans;
import io.blueshift.server.planning.rules.QuickRules;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.SystemSessionPropertiesProvider;
import io.trino.metadata.InternalFunctionBundle;
import io.trino.metadata.Metadata;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.function.FunctionBundle;
import io.trino.split.PageSourceManager;
import io.trino.split.SplitManager;
import io.trino.sql.planner.PlanOptimizers;
import io.trino.sql.planner.PlanOptimizersFactory;
import io.trino.sql.rewrite.ExplainRewrite;
import io.trino.sql.rewrite.ShowStatsRewrite;
import io.trino.sql.rewrite.StatementRewrite;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static java.util.Objects.requireNonNull;
import static org.weakref.jmx.guice.ExportBinder.newExporter;

/**
 * Binds the planning step into Trino's server. To be used as
 * {@code Modules.override(new ServerMainModule(version)).with(new PlanningModule(space, dumps))}: it replaces bindings of that module.
 */
public final class PlanningModule implements Module {
    private final SpillSpace spillSpace;
    private final PlanDumps dumps;

    /**
     * @param spillSpace where queries put rows that their memory has no room for
     * @param dumps where queries are written that are to be looked into
     */
    public PlanningModule(SpillSpace spillSpace, PlanDumps dumps) {
        this.spillSpace = requireNonNull(spillSpace, "spillSpace is null");
        this.dumps = requireNonNull(dumps, "dumps is null");
    }

    @Override
    public void configure(Binder binder) {
        binder.bind(ExecutionProperties.class).in(Scopes.SINGLETON);
        newSetBinder(binder, SystemSessionPropertiesProvider.class).addBinding().to(ExecutionProperties.class);

        binder.bind(LoweringStats.class).in(Scopes.SINGLETON);
        newExporter(binder).export(LoweringStats.class).as("io.blueshift.server:name=LoweringStats");
        binder.bind(ImpliedConditions.class).in(Scopes.SINGLETON);
        binder.bind(CompilePlans.class).in(Scopes.SINGLETON);
        binder.bind(JoinOrdering.class).in(Scopes.SINGLETON);
        binder.bind(QuickRules.class).in(Scopes.SINGLETON);
        binder.bind(Choices.class).in(Scopes.SINGLETON);
        newSetBinder(binder, FunctionBundle.class).addBinding()
                .toInstance(InternalFunctionBundle.extractFunctions(ChoiceFunction.class));
        binder.bind(ReusedPlans.class).in(Scopes.SINGLETON);
        binder.bind(PlanOptimizers.class).in(Scopes.SINGLETON);
        binder.bind(PlanOptimizersFactory.class).to(CompilingPlanOptimizers.class).in(Scopes.SINGLETON);

        binder.bind(SpillSpace.class).toInstance(spillSpace);
        binder.bind(QueryMemory.class).in(Scopes.SINGLETON);
        binder.bind(PlanDumps.class).toInstance(dumps);
        binder.bind(ExplainRewrite.class).in(Scopes.SINGLETON);
        binder.bind(ShowStatsRewrite.class).in(Scopes.SINGLETON);
        binder.bind(ExplainPlans.class).in(Scopes.SINGLETON);
        binder.bind(StatementRewrite.class).toProvider(StatementRewrites.class).in(Scopes.SINGLETON);
        metrics(binder);

        binder.bind(ExpressionCompiler.class).toInstance(new ExpressionCompiler());
        binder.bind(Metadata.class).to(EngineMetadata.class).in(Scopes.SINGLETON);
        binder.bind(SplitManager.class).to(EngineSplitManager.class).in(Scopes.SINGLETON);
        binder.bind(PageSourceManager.class).to(EnginePageSourceManager.class).in(Scopes.SINGLETON);
    }

    private static void metrics(Binder binder) {
        binder.bind(ExecutionStats.class).in(Scopes.SINGLETON);
        newExporter(binder).export(ExecutionStats.class).as("io.blueshift.server:name=ExecutionStats");
        binder.bind(ReuseStats.class).in(Scopes.SINGLETON);
        newExporter(binder).export(ReuseStats.class).as("io.blueshift.server:name=ReuseStats");
        binder.bind(CodeStats.class).in(Scopes.SINGLETON);
        newExporter(binder).export(CodeStats.class).as("io.blueshift.server:name=CodeStats");
        newSetBinder(binder, SystemTable.class).addBinding().to(CompiledExecutionTable.class).in(Scopes.SINGLETON);
        newSetBinder(binder, SystemTable.class).addBinding().to(NotCompiledTable.class).in(Scopes.SINGLETON);
    }
}
