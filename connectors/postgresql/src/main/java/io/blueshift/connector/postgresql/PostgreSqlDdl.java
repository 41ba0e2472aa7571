package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.ColumnChange;
import io.blueshift.connector.jdbc.SourceDdl;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.stream.Collectors.joining;

/** PostgreSQL's statements that change tables. */
class PostgreSqlDdl implements SourceDdl {
    private static final String COLLATION = """
            SELECT pg_catalog.format(' COLLATE %I.%I', kn.nspname, k.collname)
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation
                JOIN pg_catalog.pg_namespace kn ON kn.oid = k.collnamespace
            WHERE n.nspname = ? AND c.relname = ? AND a.attname = ? AND k.collname <> 'default'
            """;

    private final Dialect dialect;
    private final SqlRenderer renderer;

    PostgreSqlDdl(Dialect dialect) {
        this.dialect = dialect;
        this.renderer = new SqlRenderer(dialect);
    }

    @Override
    public boolean transactional() {
        return true;
    }

    @Override
    public Optional<String> renameSchema(String schema, String newName) {
        return Optional.of("ALTER SCHEMA " + schema + " RENAME TO " + newName);
    }

    @Override
    public String createLike(String table, String model, List<String> columns) {
        // Staging data need not survive a crash
        return "CREATE UNLOGGED TABLE " + table + " AS SELECT " + String.join(", ", columns) + " FROM " + model
                + " WITH NO DATA";
    }

    /** Of the type that a domain restricts: it may not be NULL itself, or only under conditions. */
    @Override
    public String staged(RemoteColumn column, String quoted) {
        return switch (column.type()) {
            case ArrayType _,RowType _,MapType _ -> quoted;
            default -> column.readAs().isEmpty() ? "CAST(" + quoted + " AS " + column.remoteType() + ")" : quoted;
        };
    }

    @Override
    public String deleteJoined(String table, String other, String alias, String condition) {
        return "DELETE FROM %s USING %s AS %s WHERE %s".formatted(table, other, alias, condition);
    }

    @Override
    public String updateJoined(String table, String other, String alias,
            List<Map.Entry<String, String>> assignments, String condition) {
        return "UPDATE %s SET %s FROM %s AS %s WHERE %s".formatted(table, assignments.stream()
                .map(assignment -> assignment.getKey() + " = " + assignment.getValue()).collect(joining(", ")), other,
                alias, condition);
    }

    @Override
    public List<String> dropUnlessInUse(String table) {
        // In one transaction: a pooler may give each its own connection, and the setting is nobody else's
        return List.of("BEGIN; SET LOCAL lock_timeout = '1s'; DROP TABLE IF EXISTS " + table + "; COMMIT");
    }

    @Override
    public List<String> renameTable(RemoteTable from, RemoteTable to) {
        List<String> statements = new ArrayList<>();
        RemoteTable current = from;
        if (!from.schema().equals(to.schema())) {
            statements.add(
                    "ALTER TABLE " + renderer.table(from) + " SET SCHEMA " + dialect.quote(to.schema().orElseThrow()));
            current = new RemoteTable(to.schema(), from.name());
        }
        if (!current.name().equals(to.name())) {
            statements.add("ALTER TABLE " + renderer.table(current) + " RENAME TO " + dialect.quote(to.name()));
        }
        return statements;
    }

    @Override
    public String name(RemoteTable table) {
        return renderer.table(table);
    }

    /** Without {@code USING}: values become others as an INSERT would make them, and are never cut. */
    @Override
    public List<String> change(Connection connection, RemoteTable table, String column, ColumnChange change)
            throws SQLException {
        String altered = "ALTER TABLE " + name(table) + " ALTER COLUMN " + dialect.quote(column);
        return switch (change) {
            case ColumnChange.ToType type -> List
                    .of(altered + " SET DATA TYPE " + type.type() + collation(connection, table, column, type.type()));
            case ColumnChange.ToDefault value -> List.of(altered
                    + value.value().map(constant -> " SET DEFAULT " + constant).orElse(" DROP DEFAULT"));
            case ColumnChange.ToNullable _ -> List.of(altered + " DROP NOT NULL");
            case ColumnChange.ToComment comment ->
                commentOnColumn(name(table), dialect.quote(column), comment.comment());
        };
    }

    /** That of the column, which would get the new type's without being told. */
    private static String collation(Connection connection, RemoteTable table, String column, String type)
            throws SQLException {
        return type.startsWith("character") || type.equals("text")
                ? PostgreSqlCatalog.query(connection, COLLATION, row -> row.getString(1),
                        table.schema().orElseThrow(), table.name(), column).stream().collect(joining())
                : "";
    }

    /** As text of no type, which the server reads as one of the column's. */
    @Override
    public String defaultValue(Type type, String text) {
        return PostgreSqlLiterals.quoted(type instanceof VarbinaryType ? "\\x" + text : text);
    }

    @Override
    public List<String> commentOnTable(String table, Optional<String> comment) {
        return List.of("COMMENT ON TABLE " + table + " IS " + text(comment));
    }

    @Override
    public List<String> commentOnColumn(String table, String column, Optional<String> comment) {
        return List.of("COMMENT ON COLUMN " + table + "." + column + " IS " + text(comment));
    }

    private static String text(Optional<String> comment) {
        return comment.map(PostgreSqlLiterals::quoted).orElse("NULL");
    }
}
