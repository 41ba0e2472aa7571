package io.blueshift.connector.lake;

import io.blueshift.connector.lake.iceberg.IcebergTransaction;
import io.blueshift.connector.lake.table.ExternalTableHandle;
import io.blueshift.connector.lake.table.IcebergTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeSchemas;
import io.blueshift.connector.lake.table.LakeTableHandle;
import io.blueshift.connector.lake.table.LakeTables;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.Assignment;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.statistics.TableStatistics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * One transaction's view of a lake: routes each request to Iceberg or to external tables. Both kinds may live in one schema, under
 * different names. Changes are in {@link LakeWritingMetadata}.
 */
class LakeMetadata implements ConnectorMetadata {
    private final LakeSchemas schemas;
    private final LakeTables external;
    private final Optional<IcebergTransaction> iceberg;

    /** @param iceberg empty for a lake without an Iceberg catalog */
    LakeMetadata(LakeSchemas schemas, LakeTables external, Optional<IcebergTransaction> iceberg) {
        this.schemas = requireNonNull(schemas, "schemas is null");
        this.external = requireNonNull(external, "external is null");
        this.iceberg = requireNonNull(iceberg, "iceberg is null");
    }

    final LakeSchemas schemas() {
        return schemas;
    }

    final LakeTables external() {
        return external;
    }

    final Optional<IcebergTransaction> iceberg() {
        return iceberg;
    }

    final IcebergTransaction requireIceberg() {
        return iceberg.orElseThrow(() -> new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                "This catalog has no iceberg.catalog.type: tables need external_location and cannot be written"));
    }

    final LakeTables tablesOf(LakeTableHandle table) {
        return switch (table) {
            case IcebergTableHandle _ -> requireIceberg().tables();
            case ExternalTableHandle _ -> external;
        };
    }

    @Override
    public boolean schemaExists(ConnectorSession session, String schemaName) {
        return schemas.exists(schemaName);
    }

    @Override
    public List<String> listSchemaNames(ConnectorSession session) {
        return schemas.list();
    }

    @Override
    public Map<String, Object> getSchemaProperties(ConnectorSession session, String schemaName) {
        return schemas.location(schemaName)
                .map(location -> Map.<String, Object>of(LakeConnector.SCHEMA_LOCATION, location))
                .orElse(Map.of());
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schemaName) {
        Set<SchemaTableName> names = new LinkedHashSet<>(external.list(session, schemaName));
        iceberg.ifPresent(transaction -> names.addAll(transaction.tables().list(session, schemaName)));
        return List.copyOf(names);
    }

    @Override
    public ConnectorTableHandle getTableHandle(ConnectorSession session, SchemaTableName name,
            Optional<ConnectorTableVersion> startVersion, Optional<ConnectorTableVersion> endVersion) {
        if (startVersion.isPresent() || endVersion.isPresent()) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "This connector does not support versioned tables");
        }
        return find(session, name).orElse(null);
    }

    /** External tables first: their definitions are local, and a lake catalog may be far away. */
    final Optional<LakeTableHandle> find(ConnectorSession session, SchemaTableName name) {
        return external.find(session, name)
                .or(() -> iceberg.flatMap(transaction -> transaction.tables().find(session, name)));
    }

    @Override
    public SchemaTableName getTableName(ConnectorSession session, ConnectorTableHandle table) {
        return ((LakeTableHandle) table).name();
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table) {
        LakeTableHandle handle = (LakeTableHandle) table;
        return tablesOf(handle).describe(session, handle);
    }

    @Override
    public Optional<Object> getInfo(ConnectorSession session, ConnectorTableHandle table) {
        LakeTableHandle handle = (LakeTableHandle) table;
        Map<String, String> asked = Map.of("asked", handle.toString());
        return Optional.of(tablesOf(handle).version(handle)
                .map(version -> Map.of("asked", handle.toString(), "version", version)).orElse(asked));
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle table) {
        LakeTableHandle handle = (LakeTableHandle) table;
        return new LinkedHashMap<>(tablesOf(handle).columns(session, handle));
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        String name = ((LakeColumnHandle) column).name();
        return getTableMetadata(session, table).getColumns().stream()
                .filter(metadata -> metadata.getName().equals(name))
                .findFirst().orElseThrow(() -> new TrinoException(StandardErrorCode.COLUMN_NOT_FOUND,
                        "Column %s of %s is gone".formatted(name, table)));
    }

    @Override
    public Iterator<RelationColumnsMetadata> streamRelationColumns(ConnectorSession session,
            Optional<String> schemaName,
            UnaryOperator<Set<SchemaTableName>> relationFilter) {
        Set<SchemaTableName> wanted = relationFilter.apply(new HashSet<>(listTables(session, schemaName)));
        List<RelationColumnsMetadata> relations = new ArrayList<>();
        for (SchemaTableName name : wanted) {
            // A table dropped meanwhile is left out; one that cannot be described is an error, not a hidden table
            find(session, name).ifPresent(handle -> relations.add(RelationColumnsMetadata.forTable(name,
                    tablesOf(handle).describe(session, handle).getColumns())));
        }
        return relations.iterator();
    }

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session,
            ConnectorTableHandle table, Constraint constraint) {
        LakeTableHandle handle = (LakeTableHandle) table;
        return tablesOf(handle).applyFilter(session, handle, constraint);
    }

    /** Notes which columns are read; expressions stay with the engine. */
    @Override
    public Optional<ProjectionApplicationResult<ConnectorTableHandle>> applyProjection(ConnectorSession session,
            ConnectorTableHandle table, List<ConnectorExpression> projections, Map<String, ColumnHandle> assignments) {
        LakeTableHandle handle = (LakeTableHandle) table;
        Set<LakeColumnHandle> columns = assignments.values().stream().map(LakeColumnHandle.class::cast)
                .collect(Collectors.toUnmodifiableSet());
        if (handle.projected().equals(Optional.of(columns))) {
            return Optional.empty();
        }
        List<Assignment> unchanged = assignments.entrySet().stream().map(entry -> new Assignment(entry.getKey(),
                entry.getValue(), ((LakeColumnHandle) entry.getValue()).type())).toList();
        return Optional
                .of(new ProjectionApplicationResult<>(handle.withProjected(columns), projections, unchanged, false));
    }

    @Override
    public TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle table) {
        LakeTableHandle handle = (LakeTableHandle) table;
        return tablesOf(handle).statistics(session, handle);
    }

    ConnectorSplitSource splits(ConnectorSession session, LakeTableHandle table, Constraint constraint) {
        return tablesOf(table).splits(session, table, constraint);
    }
}
