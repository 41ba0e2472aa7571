package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.SourceDdl;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/** Where MySQL's statements that change tables differ from standard SQL. */
class MySqlDdl implements SourceDdl {
    private final MySqlDialect dialect;

    MySqlDdl(MySqlDialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect is null");
    }

    @Override
    public boolean transactional() {
        return false;
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
    public String createTable(String table, List<String> columnDefinitions) {
        return SourceDdl.super.createTable(table, columnDefinitions) + " DEFAULT CHARACTER SET utf8mb4";
    }

    /** What is NOT NULL in the model is not in the outer rows of a join. */
    @Override
    public String createLike(String table, String model, List<String> columns) {
        return "CREATE TABLE %s AS SELECT %s FROM (SELECT 1 AS blueshift_one) AS blueshift_row LEFT JOIN %s ON 1 = 0 WHERE 1 = 0"
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

    private String name(RemoteTable table) {
        return table.schema().map(schema -> dialect.quote(schema) + ".").orElse("") + dialect.quote(table.name());
    }

    @Override
    public List<String> commentOnTable(String table, Optional<String> comment) {
        return List.of("ALTER TABLE " + table + " COMMENT = " + literal(comment.orElse("")));
    }

    /** MySQL takes a comment only together with the column's whole definition, and would forget what is not repeated. */
    @Override
    public List<String> commentOnColumn(String table, String column, String remoteType, Optional<String> comment) {
        throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                "This connector does not support setting column comments");
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
