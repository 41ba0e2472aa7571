package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.ColumnChange;
import io.blueshift.connector.jdbc.SourceDdl;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/** Where MySQL's statements that change tables differ from standard SQL. */
class MySqlDdl implements SourceDdl {
    private static final String IS_TABLE = "SELECT TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_TYPE = 'BASE TABLE'";
    private static final String WITHOUT_TRANSACTIONS = "SELECT e.ENGINE FROM information_schema.TABLES t"
            + " JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE"
            + " WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ? AND e.TRANSACTIONS <> 'YES'";
    private static final String REFERENCES = "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.KEY_COLUMN_USAGE"
            + " WHERE REFERENCED_TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?";

    private final MySqlDialect dialect;
    private final MySqlTypes types;
    private final boolean writesWithoutTransactions;

    MySqlDdl(MySqlDialect dialect, MySqlTypes types, boolean writesWithoutTransactions) {
        this.writesWithoutTransactions = writesWithoutTransactions;
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.types = requireNonNull(types, "types is null");
    }

    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public void requireTransactions(Connection connection, RemoteTable table) throws SQLException {
        if (!writesWithoutTransactions) {
            MySqlCatalog.query(connection, WITHOUT_TRANSACTIONS, List.of(table.schema().orElseThrow(), table.name()),
                    row -> row.getString(1)).stream().findFirst().ifPresent(engine -> {
                        throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                                ("%s is kept by the engine %s, which has no transactions: a statement that fails would leave"
                                        + " some of its rows changed; write.without-transactions=true allows it")
                                        .formatted(name(table), engine));
                    });
        }
    }

    @Override
    public boolean dropsSchemaWithContents() {
        return true;
    }

    @Override
    public String dropSchema(String schema, boolean cascade) {
        return "DROP SCHEMA " + schema;
    }

    @Override
    public Optional<String> inlineComment(String comment) {
        return Optional.of(" COMMENT " + literal(comment));
    }

    /** In a character set that holds any text, whatever the schema's default is. */
    @Override
    public List<String> createTable(String table, List<String> columnDefinitions, Optional<String> comment) {
        return List.of("CREATE TABLE " + table + " (" + String.join(", ", columnDefinitions)
                + ") DEFAULT CHARACTER SET utf8mb4"
                + comment.map(text -> " COMMENT = " + literal(text)).orElse(""));
    }

    /** A server may be set to take a TIMESTAMP of which this is not said for one that is the time of the last change. */
    @Override
    public String nullable(Type type) {
        return type instanceof TimestampWithTimeZoneType ? " NULL" : "";
    }

    /**
     * What is NOT NULL in the model is not in the outer rows of a join. Servers may be set to refuse tables without a
     * primary key.
     */
    @Override
    public String createLike(String table, String model, List<String> columns) {
        return ("CREATE TABLE %s (blueshift_staged_row BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY) AS SELECT %s"
                + " FROM (SELECT 1 AS blueshift_one) AS blueshift_row LEFT JOIN %s ON 1 = 0 WHERE 1 = 0")
                .formatted(table, String.join(", ", columns), model);
    }

    /** The table itself has no alias: MySQL would look for one in the current schema, of which there is none. */
    @Override
    public String deleteJoined(String table, String other, String alias, String condition) {
        return "DELETE FROM %1$s USING %1$s JOIN %2$s AS %3$s ON %4$s".formatted(table, other, alias, condition);
    }

    @Override
    public String updateJoined(String table, String other, String alias,
            List<Map.Entry<String, String>> assignments, String condition) {
        return "UPDATE %s JOIN %s AS %s ON %s SET %s".formatted(table, other, alias, condition,
                assignments.stream()
                        .map(assignment -> table + "." + assignment.getKey() + " = " + assignment.getValue())
                        .collect(joining(", ")));
    }

    @Override
    public List<String> dropUnlessInUse(String table) {
        return List.of("SET SESSION lock_wait_timeout = 1", "DROP TABLE IF EXISTS " + table);
    }

    @Override
    public List<String> renameTable(RemoteTable from, RemoteTable to) {
        return List.of("RENAME TABLE " + name(from) + " TO " + name(to));
    }

    @Override
    public String name(RemoteTable table) {
        return table.schema().map(schema -> dialect.quote(schema) + ".").orElse("") + dialect.quote(table.name());
    }

    @Override
    public List<String> commentOnTable(String table, Optional<String> comment) {
        return List.of("ALTER TABLE " + table + " COMMENT = " + literal(comment.orElse("")));
    }

    @Override
    public boolean placesColumns() {
        return true;
    }

    @Override
    public List<String> change(Connection connection, RemoteTable table, String column, ColumnChange change)
            throws SQLException {
        ColumnDefinition definition = ColumnDefinition.of(createTable(connection, table), column).orElseThrow(
                () -> new TrinoException(StandardErrorCode.COLUMN_NOT_FOUND,
                        "Column " + column + " is not in table " + name(table) + " any more"));
        return List.of("ALTER TABLE %s MODIFY COLUMN %s %s".formatted(name(table), dialect.quote(column),
                definition.with(change)));
    }

    private String createTable(Connection connection, RemoteTable table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_quote_show_create = 1");
            try (ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + name(table))) {
                if (!rows.getMetaData().getColumnLabel(2).equals("Create Table") || !rows.next()) {
                    throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                            name(table) + " is a view, whose columns cannot be changed");
                }
                return rows.getString(2);
            }
        }
    }

    /**
     * By a RENAME of both, which is atomic. References of other tables would go along with the old one, and keep it from
     * being dropped.
     */
    @Override
    public List<String> replaceTable(Connection connection, RemoteTable table, RemoteTable replaced,
            RemoteTable aside) throws SQLException {
        List<String> names = List.of(replaced.schema().orElseThrow(), replaced.name());
        if (MySqlCatalog.query(connection, IS_TABLE, names, row -> row.getString(1)).isEmpty()) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED, name(replaced) + " is not a table");
        }
        MySqlCatalog.query(connection, REFERENCES, names, row -> RemoteTable.of(row.getString(1), row.getString(2)))
                .stream().filter(other -> !other.equals(replaced)).findFirst().ifPresent(other -> {
                    throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                            "%s cannot be replaced: a foreign key of %s refers to it".formatted(name(replaced),
                                    name(other)));
                });
        return List.of("RENAME TABLE %s TO %s, %s TO %s".formatted(name(replaced), name(aside), name(table),
                name(replaced)));
    }

    @Override
    public String defaultValue(Type type, String text) {
        return MySqlDefaults.sql(type, types.columnType(type).orElse(""), text);
    }

    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
