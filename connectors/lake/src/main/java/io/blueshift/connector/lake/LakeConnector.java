package io.blueshift.connector.lake;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.blueshift.connector.lake.external.ExternalReader;
import io.blueshift.connector.lake.external.ExternalTableProperties;
import io.blueshift.connector.lake.external.ExternalTables;
import io.blueshift.connector.lake.iceberg.IcebergPageSinkProvider;
import io.blueshift.connector.lake.iceberg.IcebergPartitioningProvider;
import io.blueshift.connector.lake.iceberg.IcebergReader;
import io.blueshift.connector.lake.iceberg.IcebergTableProperties;
import io.blueshift.connector.lake.iceberg.IcebergTransaction;
import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalog;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.table.ExternalSplit;
import io.blueshift.connector.lake.table.IcebergSplit;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeReader;
import io.blueshift.connector.lake.table.LakeSchemas;
import io.blueshift.connector.lake.table.LakeSplit;
import io.blueshift.connector.lake.table.LakeTableHandle;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorCapabilities;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorNodePartitioningProvider;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.transaction.IsolationLevel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import static io.trino.spi.session.PropertyMetadata.stringProperty;
import static java.util.Objects.requireNonNull;

/** A lake catalog. Safe for all threads; each transaction has its own view of the tables. */
public final class LakeConnector implements Connector {
    static final String SCHEMA_LOCATION = "location";

    private final LakeSchemas schemas;
    private final ExternalTables externalTables;
    private final Optional<IcebergCatalog> iceberg;
    private final LakeStorage storage;
    private final CatalogErrors errors;
    private final Reading reading;
    private final IcebergPageSinkProvider writing;
    private final Set<Procedure> procedures;
    private final Map<ConnectorTransactionHandle, LakeWritingMetadata> transactions = new ConcurrentHashMap<>();

    /** How each kind of split is read. */
    private record Reading(IcebergReader iceberg, ExternalReader external,
            CatalogErrors errors) implements ConnectorPageSourceProvider {
        // The page sources below tell their memory themselves, so the overload that reports it for them is the right one
        @SuppressWarnings("deprecation")
        @Override
        public ConnectorPageSource createPageSource(ConnectorTransactionHandle transaction, ConnectorSession session,
                ConnectorSplit split, ConnectorTableHandle table, Optional<ConnectorTableCredentials> credentials,
                List<ColumnHandle> columns, DynamicFilter dynamicFilter) {
            LakeReader reader = switch ((LakeSplit) split) {
                case IcebergSplit _ -> iceberg;
                case ExternalSplit _ -> external;
            };
            List<LakeColumnHandle> lakeColumns = columns.stream().map(LakeColumnHandle.class::cast).toList();
            return new NamingPageSource(
                    errors.named(() -> reader.open(session, (LakeSplit) split, (LakeTableHandle) table,
                            lakeColumns, dynamicFilter)),
                    errors);
        }
    }

    // CHECKSTYLE.OFF: ParameterNumber - the parts of a connector, put together in one place
    @Inject
    LakeConnector(LakeSchemas schemas, ExternalTables externalTables, Optional<IcebergCatalog> iceberg,
            LakeStorage storage, IcebergReader icebergReader, ExternalReader externalReader,
            IcebergPageSinkProvider writing,
            Set<Procedure> procedures, CatalogErrors errors) {
        this.schemas = requireNonNull(schemas, "schemas is null");
        this.externalTables = requireNonNull(externalTables, "externalTables is null");
        this.iceberg = requireNonNull(iceberg, "iceberg is null");
        this.storage = requireNonNull(storage, "storage is null");
        this.reading = new Reading(icebergReader, externalReader, errors);
        this.errors = requireNonNull(errors, "errors is null");
        this.writing = requireNonNull(writing, "writing is null");
        this.procedures = Set.copyOf(procedures);
    }
    // CHECKSTYLE.ON: ParameterNumber

    @Override
    public ConnectorTransactionHandle beginTransaction(IsolationLevel isolationLevel, boolean readOnly,
            boolean autoCommit) {
        LakeTransactionHandle transaction = new LakeTransactionHandle(UUID.randomUUID());
        transactions.put(transaction, new LakeWritingMetadata(schemas, externalTables,
                iceberg.map(catalog -> IcebergTransaction.begin(catalog, storage))));
        return transaction;
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transaction) {
        return transactions.get(transaction);
    }

    @Override
    public void commit(ConnectorTransactionHandle transaction) {
        transactions.remove(transaction);
    }

    @Override
    public void rollback(ConnectorTransactionHandle transaction) {
        Optional.ofNullable(transactions.remove(transaction)).ifPresent(LakeWritingMetadata::rollback);
    }

    /** A commit to the lake cannot be undone, so it is a statement's own. */
    @Override
    public boolean isSingleStatementWritesOnly() {
        return true;
    }

    @Override
    public ConnectorSplitManager getSplitManager() {
        return new ConnectorSplitManager() {
            @Override
            public ConnectorSplitSource getSplits(ConnectorTransactionHandle transaction, ConnectorSession session,
                    ConnectorTableHandle table, Set<ColumnHandle> dynamicFilterColumns, Constraint constraint) {
                return errors.named(
                        () -> transactions.get(transaction).splits(session, (LakeTableHandle) table, constraint));
            }
        };
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
    public ConnectorNodePartitioningProvider getNodePartitioningProvider() {
        return new IcebergPartitioningProvider();
    }

    @Override
    public Set<Procedure> getProcedures() {
        return procedures;
    }

    @Override
    public List<PropertyMetadata<?>> getTableProperties() {
        return ImmutableList.<PropertyMetadata<?>>builder().addAll(IcebergTableProperties.properties())
                .addAll(ExternalTableProperties.all()).build();
    }

    @Override
    public List<PropertyMetadata<?>> getSchemaProperties() {
        return List.of(stringProperty(SCHEMA_LOCATION, "Directory in which the schema's tables are put", null, false));
    }

    @Override
    public Set<ConnectorCapabilities> getCapabilities() {
        return Set.of(ConnectorCapabilities.NOT_NULL_COLUMN_CONSTRAINT);
    }

    @Override
    public void shutdown() {
        iceberg.ifPresent(IcebergCatalog::close);
        storage.close();
    }
}
