package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.UniqueKeys;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableSchema;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.JoinApplicationResult;
import io.trino.spi.connector.JoinStatistics;
import io.trino.spi.connector.JoinType;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SchemaTablePrefix;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.TableFunctionApplicationResult;
import io.trino.spi.connector.TopNApplicationResult;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.function.table.ConnectorTableFunctionHandle;
import io.trino.spi.statistics.TableStatistics;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

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
    public void cleanupQuery(ConnectorSession session) {
        source.ended(session);
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
            return JdbcTableHandle.scan(tableName, query, renderer.render(query).display());
        }).orElse(null);
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table) {
        JdbcTableHandle handle = (JdbcTableHandle) table;
        return handle.undescribed()
                ? described(handle, Map.of())
                : described(handle, JdbcTableProperties.of(reader.primaryKey(handle.table())));
    }

    /** All that a query needs of it, without what takes a further look into the source. */
    @Override
    public ConnectorTableSchema getTableSchema(ConnectorSession session, ConnectorTableHandle table) {
        return described((JdbcTableHandle) table, Map.of()).getTableSchema();
    }

    private ConnectorTableMetadata described(JdbcTableHandle handle, Map<String, Object> properties) {
        if (handle.undescribed()) {
            return new ConnectorTableMetadata(handle.name(),
                    handle.columns().stream().map(JdbcMetadata::undescribed).toList());
        }
        Optional<String> comment = reader.table(handle.name()).flatMap(SourceTable::comment);
        return new ConnectorTableMetadata(handle.name(), reader.metadata(handle.table()), properties, comment);
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
        JdbcTableHandle handle = (JdbcTableHandle) tableHandle;
        List<RemoteColumn> columns = handle.columns();
        if (handle.query().from() instanceof RemoteTable table
                && columns.equals(reader.columns(table).stream().map(SourceColumn::column).toList())) {
            return reader.handles(table);
        }
        // What the optimiser has shaped; nobody goes by these names
        Map<String, ColumnHandle> handles = new LinkedHashMap<>();
        columns.forEach(column -> handles.put(handles.size() + "_" + column.name(), new JdbcColumnHandle(column)));
        return handles;
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle tableHandle,
            ColumnHandle columnHandle) {
        if (columnHandle instanceof JdbcRowIdHandle rowId) {
            return ColumnMetadata.builder().setName(rowId.remote().name()).setType(rowId.type()).setHidden(true)
                    .build();
        }
        if (((JdbcTableHandle) tableHandle).undescribed()) {
            return undescribed(remote(columnHandle));
        }
        return JdbcColumnHandle
                .metadata(reader.column(((JdbcTableHandle) tableHandle).table(), (JdbcColumnHandle) columnHandle));
    }

    @Override
    @Deprecated
    public Map<SchemaTableName, List<ColumnMetadata>> listTableColumns(ConnectorSession session,
            SchemaTablePrefix prefix) {
        return reader.columns(prefix);
    }

    /** By one look into the source, however many tables there are. */
    @Override
    public Iterator<RelationCommentMetadata> streamRelationComments(ConnectorSession session,
            Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter) {
        Map<SchemaTableName, Optional<String>> comments = reader.comments(schemaName);
        return relationFilter.apply(comments.keySet()).stream()
                .map(name -> RelationCommentMetadata.forRelation(name, comments.get(name))).iterator();
    }

    @Override
    public TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle tableHandle) {
        JdbcTableHandle handle = (JdbcTableHandle) tableHandle;
        // Of groups the engine keeps what it estimated when they were its own
        if (!statisticsEnabled || !(handle.query().from() instanceof RemoteTable table)) {
            return TableStatistics.empty();
        }
        handle.keys().know(reader.keys(table));
        return reader.statistics(table, handle.query().select());
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
        return filters(session).apply(handle, constraint);
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
        return new ProjectionPushdown(source.dialect(), JdbcSessionProperties.projectionPushdown(session))
                .apply((JdbcTableHandle) table, projections, assignments);
    }

    @Override
    public Optional<AggregationApplicationResult<ConnectorTableHandle>> applyAggregation(ConnectorSession session,
            ConnectorTableHandle table, List<AggregateFunction> aggregates, Map<String, ColumnHandle> assignments,
            List<List<ColumnHandle>> groupingSets) {
        AggregationPushdown pushdown = new AggregationPushdown(source.dialect(), groupGuard(session));
        return JdbcSessionProperties.aggregationPushdown(session) && !JdbcRowIdHandle.among(assignments.values())
                ? pushdown.apply((JdbcTableHandle) table, aggregates, assignments, groupingSets)
                : Optional.empty();
    }

    @Override
    public Optional<JoinApplicationResult<ConnectorTableHandle>> applyJoin(ConnectorSession session, JoinType joinType,
            ConnectorTableHandle left, ConnectorTableHandle right, ConnectorExpression joinCondition,
            Map<String, ColumnHandle> leftAssignments, Map<String, ColumnHandle> rightAssignments,
            JoinStatistics statistics) {
        if (JdbcRowIdHandle.among(leftAssignments.values()) || JdbcRowIdHandle.among(rightAssignments.values())) {
            return Optional.empty();
        }
        return new JoinPushdown(source.dialect(), JdbcSessionProperties.domainCompactionThreshold(session),
                JdbcSessionProperties.joinPushdown(session), new UniqueKeys(reader::uniqueKeys))
                .apply(joinType, (JdbcTableHandle) left, (JdbcTableHandle) right, joinCondition, leftAssignments,
                        rightAssignments, statistics);
    }

    @Override
    public Optional<TableFunctionApplicationResult<ConnectorTableHandle>> applyTableFunction(ConnectorSession session,
            ConnectorTableFunctionHandle function) {
        JdbcTableHandle table = ((SystemQuery.Handle) function).table();
        return Optional.of(new TableFunctionApplicationResult<>(table,
                table.columns().stream().<ColumnHandle>map(JdbcColumnHandle::new).toList()));
    }

    @Override
    public Optional<TopNApplicationResult<ConnectorTableHandle>> applyTopN(ConnectorSession session,
            ConnectorTableHandle table, long topNCount, List<SortItem> sortItems,
            Map<String, ColumnHandle> assignments) {
        return JdbcSessionProperties.topNPushdown(session)
                ? new TopNPushdown(source.dialect()).apply((JdbcTableHandle) table, topNCount, sortItems, assignments)
                : Optional.empty();
    }

    private GroupGuard groupGuard(ConnectorSession session) {
        return new GroupGuard(reader,
                statisticsEnabled ? JdbcSessionProperties.aggregationPushdownRowsPerGroup(session) : 0);
    }

    private FilterPushdown filters(ConnectorSession session) {
        return new FilterPushdown(source.dialect(), JdbcSessionProperties.domainCompactionThreshold(session));
    }

    private JdbcTableHandle with(JdbcTableHandle handle, RemoteQuery query) {
        return handle.with(query, renderer.render(query).display());
    }

    private static ColumnMetadata undescribed(RemoteColumn column) {
        return JdbcColumnHandle.metadata(SourceColumn.plain(column));
    }

    static RemoteColumn remote(ColumnHandle handle) {
        return handle instanceof JdbcRowIdHandle rowId ? rowId.remote() : ((JdbcColumnHandle) handle).remote();
    }
}
