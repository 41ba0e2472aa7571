package io.blueshift.connector.jdbc;

import io.airlift.slice.Slice;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnPosition;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorOutputMetadata;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableLayout;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.RowChangeParadigm;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.expression.Constant;
import io.trino.spi.security.TrinoPrincipal;
import io.trino.spi.statistics.ComputedStatistics;
import io.trino.spi.type.Type;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/** The statements that change a source, as the engine offers them; {@link TableWriter} carries them out. */
class JdbcWritingMetadata extends JdbcMetadata {
    private final TableWriter writer;
    private final RowChanges changes;
    private final StagedMerge merges;

    JdbcWritingMetadata(JdbcSource source, TableReader reader, TableWriter writer, SourceTransactions transactions,
            JdbcConfig config) {
        super(source, reader, config);
        this.writer = writer;
        this.changes = new RowChanges(source, transactions);
        this.merges = new StagedMerge(source, reader, writer, transactions);
    }

    /** Cancels what an unfinished statement still does at the source, and takes back what it has left there. */
    void rollback() {
        writer.end();
    }

    @Override
    public void createSchema(ConnectorSession session, String schemaName, Map<String, Object> properties,
            TrinoPrincipal owner) {
        writer.createSchema(schemaName);
    }

    @Override
    public void dropSchema(ConnectorSession session, String schemaName, boolean cascade) {
        writer.dropSchema(schemaName, cascade);
    }

    @Override
    public void renameSchema(ConnectorSession session, String source, String target) {
        writer.renameSchema(source, target);
    }

    @Override
    public void createTable(ConnectorSession session, ConnectorTableMetadata tableMetadata, SaveMode saveMode) {
        writer.createTable(tableMetadata, saveMode);
    }

    @Override
    public void dropTable(ConnectorSession session, ConnectorTableHandle tableHandle) {
        writer.dropTable(((JdbcTableHandle) tableHandle).table());
    }

    @Override
    public void truncateTable(ConnectorSession session, ConnectorTableHandle tableHandle) {
        writer.truncateTable(((JdbcTableHandle) tableHandle).table());
    }

    @Override
    public void renameTable(ConnectorSession session, ConnectorTableHandle tableHandle, SchemaTableName newTableName) {
        writer.renameTable(((JdbcTableHandle) tableHandle).table(), newTableName);
    }

    @Override
    public void setTableComment(ConnectorSession session, ConnectorTableHandle tableHandle, Optional<String> comment) {
        writer.commentOnTable(((JdbcTableHandle) tableHandle).table(), comment);
    }

    @Override
    public void setColumnComment(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle column,
            Optional<String> comment) {
        change(tableHandle, column, new ColumnChange.ToComment(comment));
    }

    @Override
    public void addColumn(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnMetadata column,
            ColumnPosition position) {
        writer.addColumn(((JdbcTableHandle) tableHandle).table(), column, position);
    }

    @Override
    public void dropColumn(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle column) {
        writer.dropColumn(((JdbcTableHandle) tableHandle).table(), remote(column));
    }

    @Override
    public void renameColumn(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle source,
            String target) {
        writer.renameColumn(((JdbcTableHandle) tableHandle).table(), remote(source), target);
    }

    @Override
    public void dropNotNullConstraint(ConnectorSession session, ConnectorTableHandle tableHandle,
            ColumnHandle column) {
        change(tableHandle, column, new ColumnChange.ToNullable());
    }

    @Override
    public void setColumnType(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle column,
            Type type) {
        change(tableHandle, column, new ColumnChange.ToType(writer.columnType(type)));
    }

    @Override
    public void setDefaultValue(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle column,
            String defaultValue) {
        change(tableHandle, column,
                new ColumnChange.ToDefault(writer.defaultValue(remote(column).type(), defaultValue)));
    }

    @Override
    public void dropDefaultValue(ConnectorSession session, ConnectorTableHandle tableHandle, ColumnHandle column) {
        change(tableHandle, column, new ColumnChange.ToDefault(Optional.empty()));
    }

    private void change(ConnectorTableHandle table, ColumnHandle column, ColumnChange change) {
        writer.change(((JdbcTableHandle) table).table(), remote(column), change);
    }

    @Override
    public ConnectorOutputTableHandle beginCreateTable(ConnectorSession session, ConnectorTableMetadata tableMetadata,
            Optional<ConnectorTableLayout> layout, RetryMode retryMode, boolean replace) {
        refuseRetries(retryMode);
        return writer.beginCreateTable(tableMetadata, replace);
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishCreateTable(ConnectorSession session,
            ConnectorOutputTableHandle tableHandle,
            Collection<Slice> fragments, Collection<ComputedStatistics> computedStatistics) {
        writer.finishCreateTable((JdbcWriteHandle) tableHandle);
        return Optional.empty();
    }

    @Override
    public boolean supportsMissingColumnsOnInsert() {
        // The source fills in its own defaults
        return true;
    }

    @Override
    public ConnectorInsertTableHandle beginInsert(ConnectorSession session, ConnectorTableHandle tableHandle,
            List<ColumnHandle> columns,
            RetryMode retryMode) {
        refuseRetries(retryMode);
        return writer.beginInsert(((JdbcTableHandle) tableHandle).table(),
                columns.stream().map(JdbcMetadata::remote).toList());
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishInsert(ConnectorSession session,
            ConnectorInsertTableHandle insertHandle,
            List<ConnectorTableHandle> sourceTableHandles, Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics) {
        writer.finishInsert((JdbcWriteHandle) insertHandle, StagedRows.sum(fragments));
        return Optional.empty();
    }

    @Override
    public RowChangeParadigm getRowChangeParadigm(ConnectorSession session, ConnectorTableHandle tableHandle) {
        return RowChangeParadigm.CHANGE_ONLY_UPDATED_COLUMNS;
    }

    @Override
    public ColumnHandle getMergeRowIdColumnHandle(ConnectorSession session, ConnectorTableHandle tableHandle) {
        return merges.rowId(((JdbcTableHandle) tableHandle).table());
    }

    @Override
    public ConnectorMergeTableHandle beginMerge(ConnectorSession session, ConnectorTableHandle tableHandle,
            Map<Integer, Collection<ColumnHandle>> updateCaseColumns, RetryMode retryMode) {
        refuseRetries(retryMode);
        return merges.begin((JdbcTableHandle) tableHandle, updateCaseColumns);
    }

    @Override
    public void finishMerge(ConnectorSession session, ConnectorMergeTableHandle mergeTableHandle,
            List<ConnectorTableHandle> sourceTableHandles, Collection<Slice> fragments,
            Collection<ComputedStatistics> computedStatistics) {
        merges.finish((JdbcMergeHandle) mergeTableHandle, StagedRows.sum(fragments));
        reader.forget();
    }

    @Override
    public Optional<ConnectorTableHandle> applyDelete(ConnectorSession session, ConnectorTableHandle handle) {
        return changes.delete((JdbcTableHandle) handle).map(ConnectorTableHandle.class::cast);
    }

    @Override
    public OptionalLong executeDelete(ConnectorSession session, ConnectorTableHandle handle) {
        return execute(handle);
    }

    @Override
    public Optional<ConnectorTableHandle> applyUpdate(ConnectorSession session, ConnectorTableHandle handle,
            Map<ColumnHandle, Constant> assignments) {
        return changes.update((JdbcTableHandle) handle, assignments).map(ConnectorTableHandle.class::cast);
    }

    @Override
    public OptionalLong executeUpdate(ConnectorSession session, ConnectorTableHandle handle) {
        return execute(handle);
    }

    private OptionalLong execute(ConnectorTableHandle change) {
        long rows = changes.execute((JdbcChangeHandle) change);
        reader.forget();
        return OptionalLong.of(rows);
    }

    private static void refuseRetries(RetryMode retryMode) {
        if (retryMode != RetryMode.NO_RETRIES) {
            throw new TrinoException(NOT_SUPPORTED, "This connector does not support query retries");
        }
    }
}
