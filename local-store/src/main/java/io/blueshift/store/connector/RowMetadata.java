package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.trino.spi.connector.ColumnHandle;
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
import io.trino.spi.statistics.ComputedStatistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static io.trino.spi.connector.RowChangeParadigm.DELETE_ROW_AND_INSERT_ROW;

/** Statements that write rows. */
interface RowMetadata extends GuardedMetadata {
    LocalTransaction transaction();

    RowWrites writes();

    RowChanges rowChanges();

    @Override
    default ConnectorOutputTableHandle beginCreateTable(ConnectorSession session, ConnectorTableMetadata table,
            Optional<ConnectorTableLayout> layout, RetryMode retryMode, boolean replace) {
        return guarded(() -> writes().beginCreateTable(table, replace));
    }

    @Override
    default Optional<ConnectorOutputMetadata> finishCreateTable(ConnectorSession session,
            ConnectorOutputTableHandle table, Collection<Slice> fragments, Collection<ComputedStatistics> statistics) {
        guarded(() -> writes().finishCreateTable((LocalWriteHandle) table, fragments));
        return Optional.empty();
    }

    @Override
    default ConnectorInsertTableHandle beginInsert(ConnectorSession session, ConnectorTableHandle table,
            List<ColumnHandle> columns, RetryMode retryMode) {
        MaterializedViews.requireWritable((LocalTableHandle) table);
        return guarded(() -> writes().beginInsert((LocalTableHandle) table, columns));
    }

    @Override
    default Optional<ConnectorOutputMetadata> finishInsert(ConnectorSession session, ConnectorInsertTableHandle table,
            List<ConnectorTableHandle> sources, Collection<Slice> fragments,
            Collection<ComputedStatistics> statistics) {
        guarded(() -> writes().finishInsert((LocalWriteHandle) table, fragments));
        return Optional.empty();
    }

    @Override
    default RowChangeParadigm getRowChangeParadigm(ConnectorSession session, ConnectorTableHandle table) {
        return DELETE_ROW_AND_INSERT_ROW;
    }

    @Override
    default ColumnHandle getMergeRowIdColumnHandle(ConnectorSession session, ConnectorTableHandle table) {
        // Asked while a DELETE, UPDATE or MERGE is analysed: from now on its rows must stay where they are
        guarded(() -> transaction().willChangeRows((LocalTableHandle) table));
        return LocalColumnHandle.rowId();
    }

    @Override
    default ConnectorMergeTableHandle beginMerge(ConnectorSession session, ConnectorTableHandle table,
            Map<Integer, Collection<ColumnHandle>> updatedColumns, RetryMode retryMode) {
        return guarded(() -> rowChanges().beginMerge((LocalTableHandle) table));
    }

    @Override
    default void finishMerge(ConnectorSession session, ConnectorMergeTableHandle merge,
            List<ConnectorTableHandle> sources, Collection<Slice> fragments,
            Collection<ComputedStatistics> statistics) {
        guarded(() -> rowChanges().finishMerge((LocalMergeHandle) merge, fragments));
    }

    /** Only offered where no filter is left, so the whole table goes. */
    @Override
    default Optional<ConnectorTableHandle> applyDelete(ConnectorSession session, ConnectorTableHandle table) {
        return ((LocalTableHandle) table).predicate().isAll() ? Optional.of(table) : Optional.empty();
    }

    @Override
    default OptionalLong executeDelete(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> rowChanges().deleteAll((LocalTableHandle) table));
    }
}
