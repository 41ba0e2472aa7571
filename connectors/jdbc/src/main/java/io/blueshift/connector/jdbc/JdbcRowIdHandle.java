package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * What a row is found by again when it is to be changed: a ROW of the columns of a key.
 *
 * @param keys no two rows have the same; none if the table has no such columns, and then no row of it is ever read
 * @param version another value whenever the row has been changed, where the source has such
 */
public record JdbcRowIdHandle(List<RemoteColumn> keys, Optional<RemoteColumn> version) implements ColumnHandle {
    private static final String NAME = "$row_id";

    public JdbcRowIdHandle {
        keys = ImmutableList.copyOf(keys);
        requireNonNull(version, "version is null");
    }

    /** What is read for it, in order. */
    List<RemoteColumn> columns() {
        return Stream.concat(keys.stream(), version.stream()).toList();
    }

    Type type() {
        return keys.isEmpty()
                ? BigintType.BIGINT
                : RowType.anonymous(columns().stream().map(RemoteColumn::type).toList());
    }

    /** As a column about which nothing can be asked. */
    RemoteColumn remote() {
        return new RemoteColumn(NAME, type(), NAME, Optional.empty(),
                new Comparability.Incomparable("it is not a column of the source"));
    }

    /** The source's columns behind a handle. */
    static Stream<RemoteColumn> columns(ColumnHandle handle) {
        return handle instanceof JdbcRowIdHandle rowId
                ? rowId.columns().stream()
                : Stream.of(JdbcMetadata.remote(handle));
    }

    /** Whether rows are read to be changed: then they have to stay the table's own. */
    static boolean among(Collection<ColumnHandle> handles) {
        return handles.stream().anyMatch(JdbcRowIdHandle.class::isInstance);
    }
}
