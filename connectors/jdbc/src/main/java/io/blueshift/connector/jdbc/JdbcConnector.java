package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import io.airlift.bootstrap.LifeCycleManager;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorCapabilities;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.function.table.ConnectorTableFunction;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.transaction.IsolationLevel;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A catalog over a live database. Safe for all threads. */
public class JdbcConnector implements Connector {
    private final CatalogName catalog;
    private final JdbcSource source;
    private final JdbcConfig config;
    private final ConnectionPool pool;
    private final TableFinder finder;
    private final SourceErrors errors;
    private final MetadataCache cache;
    private final StagingTables staging;
    private final JdbcSplitManager splits;
    private final JdbcPageSourceProvider reading;
    private final JdbcPageSinkProvider writing;
    private final JdbcSessionProperties sessionProperties;
    private final Set<ConnectorTableFunction> functions;
    private final Set<Procedure> procedures;
    private final SystemExecute execute;
    private final BlockingWork work;
    private final LifeCycleManager lifeCycle;
    private volatile boolean closed;
    private final Map<ConnectorTransactionHandle, JdbcWritingMetadata> transactions = new ConcurrentHashMap<>();

    // CHECKSTYLE.OFF: ParameterNumber - the parts of a connector, put together in one place
    @Inject
    public JdbcConnector(CatalogName catalog, JdbcSource source, JdbcConfig config, ConnectionPool pool,
            TableFinder finder,
            SourceErrors errors, MetadataCache cache,
            JdbcSplitManager splits, JdbcPageSourceProvider reading, JdbcPageSinkProvider writing,
            JdbcSessionProperties sessionProperties, Set<ConnectorTableFunction> functions, Set<Procedure> procedures,
            SystemExecute execute, BlockingWork work, LifeCycleManager lifeCycle) {
        this.catalog = catalog;
        this.source = source;
        this.config = config;
        this.pool = pool;
        this.finder = finder;
        this.errors = errors;
        this.cache = cache;
        this.staging = new StagingTables(source, pool, errors, config.getStagingAgeMax().toJavaTime(),
                Clock.systemUTC());
        this.splits = splits;
        this.reading = reading;
        this.writing = writing;
        this.sessionProperties = sessionProperties;
        this.functions = Set.copyOf(functions);
        this.procedures = Set.copyOf(procedures);
        this.execute = execute;
        this.work = work;
        this.lifeCycle = lifeCycle;
    }
    // CHECKSTYLE.ON: ParameterNumber

    /** Each statement reads and writes in transactions of its own at the source: what is committed between two shows. */
    @Override
    public ConnectorTransactionHandle beginTransaction(IsolationLevel isolationLevel, boolean readOnly,
            boolean autoCommit) {
        IsolationLevel.checkConnectorSupports(IsolationLevel.READ_COMMITTED, isolationLevel);
        TableReader reader = new TableReader(source, pool, finder, errors, cache);
        SourceTransactions changes = new SourceTransactions(source, pool, errors, work);
        TableWriter writer = new TableWriter(source, pool, reader, errors, staging, changes);
        JdbcTransactionHandle transaction = new JdbcTransactionHandle(UUID.randomUUID());
        source.begun(transaction);
        transactions.put(transaction, new JdbcWritingMetadata(source, reader, writer, changes, config));
        return transaction;
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transaction) {
        return transactions.get(transaction);
    }

    @Override
    public void commit(ConnectorTransactionHandle transaction) {
        transactions.remove(transaction);
        source.ended(transaction);
    }

    @Override
    public void rollback(ConnectorTransactionHandle transaction) {
        source.ended(transaction);
        Optional.ofNullable(transactions.remove(transaction)).ifPresent(JdbcWritingMetadata::rollback);
    }

    @Override
    public ConnectorSplitManager getSplitManager() {
        return splits;
    }

    @Override
    public ConnectorPageSourceProvider getPageSourceProvider() {
        return reading;
    }

    @Override
    public ConnectorPageSinkProvider getPageSinkProvider() {
        return writing;
    }

    @Override
    public List<PropertyMetadata<?>> getSessionProperties() {
        return sessionProperties.all();
    }

    @Override
    public List<PropertyMetadata<?>> getTableProperties() {
        return JdbcTableProperties.all();
    }

    @Override
    public Set<ConnectorTableFunction> getTableFunctions() {
        return functions;
    }

    @Override
    public Set<Procedure> getProcedures() {
        return procedures;
    }

    @Override
    public Set<ConnectorCapabilities> getCapabilities() {
        return Set.of(ConnectorCapabilities.NOT_NULL_COLUMN_CONSTRAINT, ConnectorCapabilities.DEFAULT_COLUMN_VALUE);
    }

    /** Has a statement in the source's own SQL end with the CALL that runs it. */
    public void watch(QueryEnds ends) {
        execute.watch(ends);
    }

    /** How the source is; empty after {@link #shutdown}. Does not ask the source, and does not block. */
    public Optional<SourceState> state() {
        return closed
                ? Optional.empty()
                : Optional.of(
                        pool.state(catalog.toString(), source.product(), source.address(config.getConnectionUrl())));
    }

    @Override
    public void shutdown() {
        closed = true;
        lifeCycle.stop();
        work.close();
        pool.close();
    }

    /** Connections in use right now; for tests and metrics. */
    public int leasedConnections() {
        return pool.leased();
    }
}
