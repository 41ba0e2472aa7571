package io.blueshift.connector.jdbc;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import io.trino.spi.function.table.ConnectorTableFunction;
import io.trino.spi.procedure.Procedure;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static io.airlift.configuration.ConfigBinder.configBinder;

/** Binds what all live databases share; a connector's own module binds {@link JdbcSource}. */
class JdbcModule implements Module {
    @Override
    public void configure(Binder binder) {
        configBinder(binder).bindConfig(JdbcConfig.class);
        binder.bind(SourceErrors.class).in(Scopes.SINGLETON);
        binder.bind(ConnectionPool.class).in(Scopes.SINGLETON);
        binder.bind(TableFinder.class).in(Scopes.SINGLETON);
        binder.bind(MetadataCache.class).in(Scopes.SINGLETON);
        binder.bind(BlockingWork.class).in(Scopes.SINGLETON);
        binder.bind(JdbcSessionProperties.class).in(Scopes.SINGLETON);
        binder.bind(JdbcSplitManager.class).in(Scopes.SINGLETON);
        binder.bind(JdbcPageSourceProvider.class).in(Scopes.SINGLETON);
        binder.bind(JdbcPageSinkProvider.class).in(Scopes.SINGLETON);
        newSetBinder(binder, ConnectorTableFunction.class).addBinding().to(SystemQuery.class).in(Scopes.SINGLETON);
        binder.bind(SystemExecute.class).in(Scopes.SINGLETON);
        newSetBinder(binder, Procedure.class).addBinding().toProvider(SystemExecute.class).in(Scopes.SINGLETON);
        binder.bind(JdbcConnector.class).in(Scopes.SINGLETON);
    }
}
