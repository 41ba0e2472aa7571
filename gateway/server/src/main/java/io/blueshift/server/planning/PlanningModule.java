package io.blueshift.server.planning;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import io.trino.SystemSessionPropertiesProvider;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

/**
 * Binds the planning step into Trino's server. To be used as
 * {@code Modules.override(new ServerMainModule(version)).with(new PlanningModule())}: it replaces bindings of that module.
 */
public final class PlanningModule implements Module {
    @Override
    public void configure(Binder binder) {
        binder.bind(ExecutionProperties.class).in(Scopes.SINGLETON);
        newSetBinder(binder, SystemSessionPropertiesProvider.class).addBinding().to(ExecutionProperties.class);
    }
}
