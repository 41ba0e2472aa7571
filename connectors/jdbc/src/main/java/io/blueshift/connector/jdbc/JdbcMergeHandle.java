package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.connector.ConnectorMergeTableHandle;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A DELETE, UPDATE or MERGE in progress that the engine carries out row by row. What is to happen to which row is
 * collected in a staging table, and happens at the statement's end.
 *
 * @param tableHandle the table whose rows change
 * @param rowId by what they are found
 * @param columns all of the table's, in the order of the pages' channels
 * @param updates for each case of an UPDATE or MERGE, the indexes of the columns that it sets
 * @param inserted the indexes of the columns that an INSERT sets: all but those that the source alone sets
 * @param staged the staging table: the kind of change, the row's key, then the columns
 */
public record JdbcMergeHandle(JdbcTableHandle tableHandle, JdbcRowIdHandle rowId, List<RemoteColumn> columns,
        Map<Integer, List<Integer>> updates, List<Integer> inserted,
        JdbcWriteHandle staged) implements ConnectorMergeTableHandle {
    public JdbcMergeHandle {
        requireNonNull(tableHandle, "tableHandle is null");
        requireNonNull(rowId, "rowId is null");
        columns = ImmutableList.copyOf(columns);
        updates = ImmutableMap.copyOf(updates);
        inserted = ImmutableList.copyOf(inserted);
        requireNonNull(staged, "staged is null");
    }

    @Override
    public JdbcTableHandle getTableHandle() {
        return tableHandle;
    }
}
