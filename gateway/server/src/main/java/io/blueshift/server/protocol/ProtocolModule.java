package io.blueshift.server.protocol;

import com.google.inject.Binder;
import com.google.inject.Scopes;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.blueshift.server.catalog.CatalogFiles;
import io.blueshift.server.statements.InterceptingQueryPreparer;
import io.blueshift.server.statements.PendingStatements;
import io.trino.dispatcher.QueuedStatementResource;
import io.trino.execution.QueryPreparer;
import io.trino.server.ServerConfig;

import static com.google.inject.multibindings.OptionalBinder.newOptionalBinder;
import static io.airlift.jaxrs.JaxrsBinder.jaxrsBinder;

/**
 * Puts {@link PromptStatementResource} where Trino's resource would be, and with it the parser of what it intercepts, on the
 * node that clients speak to.
 */
public final class ProtocolModule extends AbstractConfigurationAwareModule {
    @Override
    protected void setup(Binder binder) {
        if (buildConfigObject(ServerConfig.class).isCoordinator()) {
            binder.bind(QueuedStatementResource.class).to(PromptStatementResource.class).in(Scopes.SINGLETON);
            binder.bind(QueryPreparer.class).to(InterceptingQueryPreparer.class).in(Scopes.SINGLETON);
            newOptionalBinder(binder, CatalogFiles.class);
            jaxrsBinder(binder).bind(PlainLocalAnswers.class);
            jaxrsBinder(binder).bind(WatchedRequests.class);
            binder.bind(LeftClients.class).in(Scopes.SINGLETON);
            binder.bind(PendingStatements.class).in(Scopes.SINGLETON);
        }
    }
}
