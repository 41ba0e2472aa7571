package io.blueshift.server.scheduling;

import com.google.inject.Binder;
import com.google.inject.Scopes;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.blueshift.server.scheduling.exchange.NodeExchangeClients;
import io.blueshift.server.scheduling.task.LocalTaskServices;
import io.blueshift.server.scheduling.task.NodeTaskFactory;
import io.trino.execution.RemoteTaskFactory;
import io.trino.operator.DirectExchangeClientFactory;
import io.trino.operator.DirectExchangeClientSupplier;
import io.trino.server.HttpRemoteTaskFactory;
import io.trino.server.ServerConfig;

/**
 * Puts the tasks of this node and their results within reach of method calls. To be used in
 * {@link com.google.inject.util.Modules#override}: it replaces bindings of Trino's main module, whose own implementations
 * go on serving the other nodes of a cluster.
 */
public final class SchedulingModule extends AbstractConfigurationAwareModule {
    @Override
    protected void setup(Binder binder) {
        binder.bind(DirectExchangeClientFactory.class).in(Scopes.SINGLETON);
        binder.bind(DirectExchangeClientSupplier.class).to(NodeExchangeClients.class).in(Scopes.SINGLETON);
        if (buildConfigObject(ServerConfig.class).isCoordinator()) {
            binder.bind(HttpRemoteTaskFactory.class).in(Scopes.SINGLETON);
            binder.bind(LocalTaskServices.class).in(Scopes.SINGLETON);
            binder.bind(RemoteTaskFactory.class).to(NodeTaskFactory.class).in(Scopes.SINGLETON);
        }
    }
}
