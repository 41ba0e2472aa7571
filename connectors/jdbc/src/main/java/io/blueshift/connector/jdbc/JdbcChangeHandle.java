package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlText;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;

import static java.util.Objects.requireNonNull;

/**
 * A DELETE or UPDATE that the source carries out whole, ready to be sent.
 *
 * @param table whose rows it changes
 */
public record JdbcChangeHandle(SchemaTableName name, RemoteTable table,
        SqlText statement) implements ConnectorTableHandle {
    public JdbcChangeHandle {
        requireNonNull(name, "name is null");
        requireNonNull(table, "table is null");
        requireNonNull(statement, "statement is null");
    }

    @Override
    public String toString() {
        return name + " " + statement.display();
    }
}
