package io.blueshift.server.planning;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.spill.SpillSpace;
import io.blueshift.server.planning.compiled.EngineMetadata;
import io.blueshift.server.planning.compiled.EnginePageSourceManager;
import io.blueshift.server.planning.compiled.EngineSplitManager;
import io.blueshift.server.planning.compiled.QueryMemory;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.SystemSessionPropertiesProvider;
import io.trino.metadata.Metadata;
import io.trino.split.PageSourceManager;
import io.trino.split.SplitManager;
import io.trino.sql.planner.PlanOptimizers;
import io.trino.sql.planner.PlanOptimizersFactory;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static java.util.Objects.requireNonNull;
import static org.weakref.jmx.guice.ExportBinder.newExporter;

/**
 * Binds the planning step into Trino's server. To be used as
 * {@code Modules.override(new ServerMainModule(version)).with(new PlanningModule(space))}: it replaces bindings of that module.
 */
public final class PlanningModule implements Module {
    private final SpillSpace spillSpace;

    /** @param spillSpace where queries put rows that their memory has no room for */
    public PlanningModule(SpillSpace spillSpace) {
        this.spillSpace = requireNonNull(spillSpace, "spillSpace is null");
    }

    @Override
    public void configure(Binder binder) {
        binder.bind(ExecutionProperties.class).in(Scopes.SINGLETON);
        newSetBinder(binder, SystemSessionPropertiesProvider.class).addBinding().to(ExecutionProperties.class);

        binder.bind(LoweringStats.class).in(Scopes.SINGLETON);
        newExporter(binder).export(LoweringStats.class).as("io.blueshift.server:name=LoweringStats");
        binder.bind(CompilePlans.class).in(Scopes.SINGLETON);
        binder.bind(PlanOptimizers.class).in(Scopes.SINGLETON);
        binder.bind(PlanOptimizersFactory.class).to(CompilingPlanOptimizers.class).in(Scopes.SINGLETON);

        binder.bind(SpillSpace.class).toInstance(spillSpace);
        binder.bind(QueryMemory.class).in(Scopes.SINGLETON);
        binder.bind(ExpressionCompiler.class).toInstance(new ExpressionCompiler());
        binder.bind(Metadata.class).to(EngineMetadata.class).in(Scopes.SINGLETON);
        binder.bind(SplitManager.class).to(EngineSplitManager.class).in(Scopes.SINGLETON);
        binder.bind(PageSourceManager.class).to(EnginePageSourceManager.class).in(Scopes.SINGLETON);
    }
}
