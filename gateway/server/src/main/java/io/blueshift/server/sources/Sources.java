package io.blueshift.server.sources;

import com.google.inject.Inject;
import io.blueshift.connector.jdbc.JdbcConnector;
import io.blueshift.connector.jdbc.SourceState;
import io.trino.execution.QueryManager;
import io.trino.spi.QueryId;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import org.weakref.jmx.Managed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToLongFunction;

/** The live databases that there are catalogs of. Its sums are exported over JMX. Safe for all threads. */
public final class Sources {
    private final Map<String, JdbcConnector> connectors = new ConcurrentSkipListMap<>();
    private volatile QueryManager queries;

    /** Called by the engine's injector, before there is any catalog. */
    @Inject
    void toldBy(QueryManager manager) {
        queries = manager;
    }

    /** The same factory, whose catalogs are watched from now on if they are of live databases. */
    public ConnectorFactory watching(ConnectorFactory factory) {
        return new ConnectorFactory() {
            @Override
            public String getName() {
                return factory.getName();
            }

            @Override
            public Connector create(String catalogName, Map<String, String> config, ConnectorContext context) {
                Connector connector = factory.create(catalogName, config, context);
                if (connector instanceof JdbcConnector live) {
                    live.watch(Sources.this::whenOver);
                    connectors.put(catalogName, live);
                }
                return connector;
            }
        };
    }

    private void whenOver(String query, Runnable action) {
        queries.addStateChangeListener(new QueryId(query), state -> {
            if (state.isDone()) {
                action.run();
            }
        });
    }

    /** One for each catalog of a live database, by name. */
    public List<SourceState> states() {
        connectors.values().removeIf(connector -> connector.state().isEmpty());
        return connectors.values().stream().map(JdbcConnector::state).flatMap(Optional::stream).toList();
    }

    /** Catalogs of live databases. */
    @Managed
    public long getCatalogs() {
        return states().size();
    }

    /** Those to which the last attempt to connect failed. */
    @Managed
    public long getDown() {
        return sum(state -> state.condition().equals("DOWN") ? 1 : 0);
    }

    /** Connections that queries hold. */
    @Managed
    public long getConnectionsInUse() {
        return sum(SourceState::connectionsInUse);
    }

    /** Connections that are open and that nobody holds. */
    @Managed
    public long getConnectionsIdle() {
        return sum(SourceState::connectionsIdle);
    }

    /** Queries that wait for a connection. */
    @Managed
    public long getWaiting() {
        return sum(SourceState::waiting);
    }

    /** Connections opened by the catalogs that there are. */
    @Managed
    public long getConnectionsOpened() {
        return sum(SourceState::connectionsOpened);
    }

    /** Attempts to connect that failed, of the catalogs that there are. */
    @Managed
    public long getConnectionFailures() {
        return sum(SourceState::connectionFailures);
    }

    private long sum(ToLongFunction<SourceState> number) {
        return states().stream().mapToLong(number).sum();
    }
}
