package io.blueshift.connector.jdbc;

import io.airlift.log.Logger;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnPosition;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaNotFoundException;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.Type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.StandardErrorCode.SCHEMA_NOT_EMPTY;

/**
 * Changes a source's tables. Data written by a statement is collected in a staging table by any number of writers, each
 * committing on its own, and becomes visible by one transaction at the end; whatever fails before leaves the target
 * untouched and {@link #rollback} removes the staging table.
 *
 * <p>
 * One instance per engine transaction, one thread at a time; but {@link #end} may be called by any.
 */
class TableWriter {
    private static final Logger LOG = Logger.get(TableWriter.class);

    private final JdbcSource source;
    private final ConnectionPool pool;
    private final TableReader reader;
    private final SourceErrors errors;
    private final StagingTables staging;
    private final SourceTransactions transactions;
    private final SqlRenderer renderer;
    private final NewTables tables;
    private final Deque<RemoteTable> unfinished = new ConcurrentLinkedDeque<>();

    TableWriter(JdbcSource source, ConnectionPool pool, TableReader reader, SourceErrors errors,
            StagingTables staging, SourceTransactions transactions) {
        this.source = source;
        this.pool = pool;
        this.reader = reader;
        this.errors = errors;
        this.staging = staging;
        this.transactions = transactions;
        this.renderer = new SqlRenderer(source.dialect());
        this.tables = new NewTables(source);
    }

    void createSchema(String name) {
        execute(source.ddl().createSchema(quote(name)));
    }

    void dropSchema(String name, boolean cascade) {
        if (!cascade && source.ddl().dropsSchemaWithContents() && !reader.tables(Optional.of(name)).isEmpty()) {
            throw new TrinoException(SCHEMA_NOT_EMPTY, "Cannot drop non-empty schema '" + name + "'");
        }
        try {
            execute(source.ddl().dropSchema(quote(remoteSchema(name)), cascade));
        } catch (TrinoException e) {
            throw e.getErrorCode().equals(SourceErrorCode.SOURCE_HAS_DEPENDENTS.toErrorCode())
                    ? new TrinoException(SCHEMA_NOT_EMPTY, e.getMessage(), e)
                    : e;
        }
    }

    void renameSchema(String name, String target) {
        execute(source.ddl().renameSchema(quote(remoteSchema(name)), quote(target))
                .orElseThrow(
                        () -> new TrinoException(NOT_SUPPORTED, "This connector does not support renaming schemas")));
    }

    void createTable(ConnectorTableMetadata metadata, SaveMode mode) {
        if (mode == SaveMode.REPLACE) {
            finishCreateTable(beginCreateTable(metadata, true));
        } else if (mode == SaveMode.FAIL || reader.table(metadata.getTable()).isEmpty()) {
            execute(tables.create(target(metadata.getTable()), metadata, JdbcTableProperties.primaryKey(metadata)));
        }
    }

    void dropTable(RemoteTable table) {
        execute(source.ddl().dropTable(renderer.table(table)));
    }

    void truncateTable(RemoteTable table) {
        execute("TRUNCATE TABLE " + renderer.table(table));
    }

    void renameTable(RemoteTable table, SchemaTableName newName) {
        execute(source.ddl().renameTable(table, target(newName)));
    }

    void commentOnTable(RemoteTable table, Optional<String> comment) {
        execute(source.ddl().commentOnTable(renderer.table(table), comment));
    }

    void addColumn(RemoteTable table, ColumnMetadata column, ColumnPosition position) {
        execute(tables.addColumn(table, column, position));
    }

    /** A type in the source's SQL. */
    String columnType(Type type) {
        return tables.columnType(type);
    }

    /** See {@link NewTables#defaultValue}. */
    Optional<String> defaultValue(Type type, String literal) {
        return tables.defaultValue(type, literal);
    }

    void change(RemoteTable table, RemoteColumn column, ColumnChange change) {
        List<String> statements = pool
                .with(connection -> source.ddl().change(connection, table, column.name(), change));
        execute(statements);
    }

    void dropColumn(RemoteTable table, RemoteColumn column) {
        execute("ALTER TABLE " + renderer.table(table) + " DROP COLUMN " + quote(column.name()));
    }

    void renameColumn(RemoteTable table, RemoteColumn column, String newName) {
        execute("ALTER TABLE " + renderer.table(table) + " RENAME COLUMN " + quote(column.name()) + " TO "
                + quote(newName));
    }

    JdbcWriteHandle beginCreateTable(ConnectorTableMetadata metadata, boolean replace) {
        RemoteTable target = target(metadata.getTable());
        List<String> key = JdbcTableProperties.primaryKey(metadata);
        RemoteTable temporary = staging(target);
        // Before it is there: of several statements the first may have made it when another fails
        unfinished.add(temporary);
        execute(tables.create(temporary, metadata, List.of()));
        return new JdbcWriteHandle(target, temporary, metadata.getColumns().stream().map(tables::column).toList(), key,
                replace);
    }

    /** The key comes last, when it takes one sort, and has the name that the source gives it by the table's. */
    void finishCreateTable(JdbcWriteHandle handle) {
        Optional<RemoteTable> replaced = handle.replaces() ? existing(handle.target()) : Optional.empty();
        RemoteTable target = replaced.orElse(handle.target());
        boolean transactional = source.ddl().transactional();
        List<String> statements = new ArrayList<>();
        statements.addAll(transactional ? List.of() : tables.addPrimaryKey(handle.staging(), handle.primaryKey()));
        RemoteTable aside = staging.newTable(target);
        statements.addAll(replaced.isPresent()
                ? pool.with(connection -> source.ddl().replaceTable(connection, handle.staging(), target, aside))
                : source.ddl().renameTable(handle.staging(), target));
        statements.addAll(transactional ? tables.addPrimaryKey(target, handle.primaryKey()) : List.of());
        execute(statements);
        unfinished.remove(handle.staging());
        if (replaced.isPresent() && !transactional) {
            // The new table is there: an old one that does not go away must not make the statement fail
            unfinished.add(aside);
            rollback();
        }
    }

    /** As the source spells it. */
    private Optional<RemoteTable> existing(RemoteTable target) {
        return reader.table(TableReader.name(target)).map(SourceTable::table);
    }

    JdbcWriteHandle beginInsert(RemoteTable target, List<RemoteColumn> columns) {
        RemoteTable temporary = stage(target, columns.stream().map(column -> quote(column.name())).toList());
        return JdbcWriteHandle.insert(target, temporary, columns);
    }

    /**
     * Creates a staging table, which is there until it is {@link #unstaged} or {@link #rollback} drops it.
     *
     * @param columns terms over the target's columns that have the types of its columns
     */
    RemoteTable stage(RemoteTable target, List<String> columns) {
        pool.with(connection -> {
            source.ddl().requireTransactions(connection, target);
            return null;
        });
        RemoteTable temporary = staging(target);
        unfinished.add(temporary);
        execute(source.ddl().createLike(renderer.table(temporary), renderer.table(target), columns));
        return temporary;
    }

    /** A staging table is gone. */
    void unstaged(RemoteTable temporary) {
        unfinished.remove(temporary);
    }

    /**
     * @param written how many rows were staged
     * @throws TrinoException if not all of them are there; then nothing has changed
     */
    void finishInsert(JdbcWriteHandle handle, long written) {
        String columns = String.join(", ", handle.columns().stream().map(column -> quote(column.name())).toList());
        String insert = "INSERT INTO %s (%s) SELECT %s FROM %s".formatted(renderer.table(handle.target()), columns,
                columns, renderer.table(handle.staging()));
        boolean transactional = source.ddl().transactional();
        transactions.run(statements -> {
            long rows = statements.update(insert);
            if (rows != written) {
                // A trigger or rule of the target may take rows, too
                StagedRows.require(written, count(statements, handle.staging()), handle.toString());
            }
            return transactional
                    ? statements.update(source.ddl().dropTable(renderer.table(handle.staging())))
                    : rows;
        });
        if (transactional) {
            unfinished.remove(handle.staging());
        } else {
            // The rows are in: a staging table that does not go away must not make the statement fail
            rollback();
        }
        reader.forget();
    }

    private long count(SourceTransactions.Statements statements, RemoteTable table) throws SQLException {
        String sql = "SELECT count(*) FROM " + renderer.table(table);
        try (PreparedStatement statement = statements.prepare(sql, sql); ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The engine's transaction has failed: cancels what it still does at the source, and removes what it has left there. */
    void end() {
        transactions.end();
        rollback();
    }

    /** Removes the staging tables of statements that did not finish. Failing to is logged, the statement failed anyway. */
    void rollback() {
        for (RemoteTable temporary = unfinished.poll(); temporary != null; temporary = unfinished.poll()) {
            try {
                drop(temporary);
            } catch (TrinoException e) {
                LOG.warn("%s: could not drop staging table %s: %s", errors.source(), renderer.table(temporary),
                        e.getMessage());
            }
        }
    }

    /** Also when the engine's transaction is over. */
    private void drop(RemoteTable table) {
        pool.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("DROP TABLE IF EXISTS " + renderer.table(table));
            }
        });
    }

    private void execute(String statement) {
        execute(List.of(statement));
    }

    /** In one transaction as far as the source knows such for what is executed. */
    private void execute(List<String> statements) {
        transactions.run(transaction -> {
            for (String sql : statements) {
                transaction.execute(sql);
            }
            return null;
        });
        reader.forget();
    }

    private RemoteTable target(SchemaTableName name) {
        return RemoteTable.of(remoteSchema(name.getSchemaName()), name.getTableName());
    }

    private String remoteSchema(String name) {
        return reader.schema(name).orElseThrow(() -> new SchemaNotFoundException(name));
    }

    private RemoteTable staging(RemoteTable target) {
        target.schema().ifPresent(staging::clean);
        return staging.newTable(target);
    }

    private String quote(String identifier) {
        return source.dialect().quote(identifier);
    }
}
