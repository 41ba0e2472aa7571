package io.blueshift.connector.postgresql;

import com.google.inject.Scopes;
import io.blueshift.connector.jdbc.JdbcConnectorFactory;
import io.blueshift.connector.jdbc.JdbcSource;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;

import java.util.List;

import static io.airlift.configuration.ConfigBinder.configBinder;

/** Live PostgreSQL as catalogs: {@code connector.name=postgresql}. */
public class PostgreSqlPlugin implements Plugin {
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
        return List.of(new JdbcConnectorFactory("postgresql", binder -> {
            configBinder(binder).bindConfig(PostgreSqlConfig.class);
            binder.bind(JdbcSource.class).to(PostgreSqlSource.class).in(Scopes.SINGLETON);
        }));
    }
}
