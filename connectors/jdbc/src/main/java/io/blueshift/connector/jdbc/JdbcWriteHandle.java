package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A write in progress. Rows go to a staging table in the target's schema; the statement's end moves them at once, so a
 * failed statement leaves the target as it was.
 *
 * @param columns that are written, in the order of the pages' channels
 * @param primaryKey of the new table, which it gets with its rows; empty for none, and for a table that is there
 * @param replaces whether the new table takes the place of one that may be there
 */
public record JdbcWriteHandle(RemoteTable target, RemoteTable staging, List<RemoteColumn> columns,
        List<String> primaryKey, boolean replaces)
        implements
            ConnectorInsertTableHandle,
            ConnectorOutputTableHandle {
    public JdbcWriteHandle {
        requireNonNull(target, "target is null");
        requireNonNull(staging, "staging is null");
        columns = ImmutableList.copyOf(columns);
        primaryKey = ImmutableList.copyOf(primaryKey);
    }

    /** Rows for a table that is there. */
    static JdbcWriteHandle insert(RemoteTable target, RemoteTable staging, List<RemoteColumn> columns) {
        return new JdbcWriteHandle(target, staging, columns, List.of(), false);
    }

    @Override
    public String toString() {
        return target.schema().map(schema -> schema + ".").orElse("") + target.name();
    }
}
