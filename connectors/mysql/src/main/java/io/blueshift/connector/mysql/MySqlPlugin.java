package io.blueshift.connector.mysql;

import com.google.inject.Scopes;
import io.blueshift.connector.jdbc.JdbcConnectorFactory;
import io.blueshift.connector.jdbc.JdbcSource;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;

import java.util.List;

import static io.airlift.configuration.ConfigBinder.configBinder;

/** Offers {@code connector.name=mysql}: a live MySQL 8 or newer as a catalog. */
public class MySqlPlugin implements Plugin {
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
        return List.of(new JdbcConnectorFactory("mysql", binder -> {
            configBinder(binder).bindConfig(MySqlConfig.class);
            binder.bind(JdbcSource.class).to(MySqlSource.class).in(Scopes.SINGLETON);
        }));
    }
}
