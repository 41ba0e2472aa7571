package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.FilterTranslator;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.TranslatedFilter;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.Assignment;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SchemaTablePrefix;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.statistics.TableStatistics;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/**
 * What the engine asks of a catalog while it plans: names, columns, statistics, and what the source can do itself. One
 * instance per transaction, used by one thread at a time. Changes to tables are in {@link JdbcWritingMetadata}.
 */
class JdbcMetadata implements ConnectorMetadata {
    final TableReader reader;
    private final JdbcSource source;
    private final SqlRenderer renderer;
    private final boolean statisticsEnabled;

    JdbcMetadata(JdbcSource source, TableReader reader, JdbcConfig config) {
        this.source = source;
        this.reader = reader;
        this.renderer = new SqlRenderer(source.dialect());
        this.statisticsEnabled = config.isStatisticsEnabled();
    }

    @Override
    public boolean schemaExists(ConnectorSession session, String schemaName) {
        return reader.schema(schemaName).isPresent();
    }

    @Override
    public List<String> listSchemaNames(ConnectorSession session) {
        return reader.schemas();
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schemaName) {
        return reader.tables(schemaName);
    }

    @Override
    public JdbcTableHandle getTableHandle(ConnectorSession session, SchemaTableName tableName,
            Optional<ConnectorTableVersion> startVersion, Optional<ConnectorTableVersion> endVersion) {
        if (startVersion.isPresent() || endVersion.isPresent()) {
            throw new TrinoException(NOT_SUPPORTED, "This connector does not support versioned tables");
        }
        return reader.table(tableName).map(found -> {
            List<RemoteColumn> columns = reader.columns(found.table()).stream().map(SourceColumn::column).toList();
            RemoteQuery query = RemoteQuery.scan(found.table(), columns);
            return new JdbcTableHandle(tableName, TupleDomain.all(), query, renderer.render(query).display(),
                    List.of());
        }).orElse(null);
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table) {
        JdbcTableHandle handle = (JdbcTableHandle) table;
        Optional<String> comment = reader.table(handle.name()).flatMap(SourceTable::comment);
        return new ConnectorTableMetadata(handle.name(), reader.metadata(handle.table()), Map.of(), comment);
    }

    @Override
    public SchemaTableName getTableName(ConnectorSession session, ConnectorTableHandle table) {
        return ((JdbcTableHandle) table).name();
    }

    @Override
    public Optional<Object> getInfo(ConnectorSession session, ConnectorTableHandle table) {
        return Optional.of(Map.of("asked", ((JdbcTableHandle) table).asked()));
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle tableHandle) {
        return reader.handles(((JdbcTableHandle) tableHandle).table());
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle tableHandle,
            ColumnHandle columnHandle) {
        return JdbcColumnHandle
                .metadata(reader.column(((JdbcTableHandle) tableHandle).table(), (JdbcColumnHandle) columnHandle));
    }

    @Override
    @Deprecated
    public Map<SchemaTableName, List<ColumnMetadata>> listTableColumns(ConnectorSession session,
            SchemaTablePrefix prefix) {
        return reader.columns(prefix);
    }

    @Override
    public TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle tableHandle) {
        return statisticsEnabled ? reader.statistics(((JdbcTableHandle) tableHandle).table()) : TableStatistics.empty();
    }

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session,
            ConnectorTableHandle table,
            Constraint constraint) {
        JdbcTableHandle handle = (JdbcTableHandle) table;
        // A filter above a limit must see the limited rows
        if (!JdbcSessionProperties.predicatePushdown(session) || handle.query().limit().isPresent()) {
            return Optional.empty();
        }
        TupleDomain<ColumnHandle> combined = handle.constraint().intersect(constraint.getSummary());
        if (combined.equals(handle.constraint())) {
            return Optional.empty();
        }
        TranslatedFilter<ColumnHandle> filter = new FilterTranslator(source.dialect(),
                JdbcSessionProperties.domainCompactionThreshold(session)).translate(combined, JdbcMetadata::remote);
        RemoteQuery query = handle.query().withFilter(filter.predicate());
        JdbcTableHandle filtered = new JdbcTableHandle(handle.name(), combined, query, renderer.render(query).display(),
                filter.reasons());
        // The engine estimates a filter it sees better than the source's figures for whole tables would
        return Optional
                .of(new ConstraintApplicationResult<>(filtered, filter.remaining(), constraint.getExpression(), true));
    }

    @Override
    public Optional<LimitApplicationResult<ConnectorTableHandle>> applyLimit(ConnectorSession session,
            ConnectorTableHandle table,
            long limit) {
        JdbcTableHandle handle = (JdbcTableHandle) table;
        boolean already = handle.query().limit().isPresent() && handle.query().limit().getAsLong() <= limit;
        // Of a superset the first rows may all be ones that the engine drops
        if (!JdbcSessionProperties.limitPushdown(session) || !handle.exact() || already) {
            return Optional.empty();
        }
        return Optional.of(new LimitApplicationResult<>(with(handle, handle.query().withLimit(limit)), true, true));
    }

    @Override
    public Optional<ProjectionApplicationResult<ConnectorTableHandle>> applyProjection(ConnectorSession session,
            ConnectorTableHandle table, List<ConnectorExpression> projections, Map<String, ColumnHandle> assignments) {
        JdbcTableHandle handle = (JdbcTableHandle) table;
        List<RemoteColumn> needed = assignments.values().stream().map(JdbcMetadata::remote).distinct().toList();
        List<RemoteColumn> kept = handle.query().select().stream().filter(needed::contains).toList();
        if (kept.equals(handle.query().select())) {
            return Optional.empty();
        }
        List<Assignment> same = assignments.entrySet().stream()
                .map(entry -> new Assignment(entry.getKey(), entry.getValue(), remote(entry.getValue()).type()))
                .toList();
        return Optional.of(new ProjectionApplicationResult<>(with(handle, handle.query().withSelect(kept)), projections,
                same, false));
    }

    private JdbcTableHandle with(JdbcTableHandle handle, RemoteQuery query) {
        return handle.with(query, renderer.render(query).display());
    }

    static RemoteColumn remote(ColumnHandle handle) {
        return ((JdbcColumnHandle) handle).remote();
    }
}
