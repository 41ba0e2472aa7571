package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;

import java.util.Locale;

import static java.util.Objects.requireNonNull;

/** A source's column under the engine's name for it, which is lower case. */
public record JdbcColumnHandle(RemoteColumn remote) implements ColumnHandle {
    public JdbcColumnHandle {
        requireNonNull(remote, "remote is null");
    }

    public String name() {
        return remote.name().toLowerCase(Locale.ENGLISH);
    }

    static ColumnMetadata metadata(SourceColumn column) {
        return ColumnMetadata.builder().setName(column.column().name().toLowerCase(Locale.ENGLISH))
                .setType(column.column().type())
                .setNullable(column.nullable()).setComment(column.comment())
                .setDefaultValue(column.defaultValue()).build();
    }

    @Override
    public String toString() {
        return remote.name() + ":" + remote.remoteType();
    }
}
