package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A write in progress. Rows go to a staging table in the target's schema; the statement's end moves them at once, so a
 * failed statement leaves the target as it was.
 *
 * @param columns that are written, in the order of the pages' channels
 * @param comment of the new table; columns' comments are set on the staging table already
 */
public record JdbcWriteHandle(RemoteTable target, RemoteTable staging, List<RemoteColumn> columns,
        Optional<String> comment)
        implements
            ConnectorInsertTableHandle,
            ConnectorOutputTableHandle {
    public JdbcWriteHandle {
        requireNonNull(target, "target is null");
        requireNonNull(staging, "staging is null");
        columns = ImmutableList.copyOf(columns);
        requireNonNull(comment, "comment is null");
    }

    @Override
    public String toString() {
        return target.schema().map(schema -> schema + ".").orElse("") + target.name();
    }
}
