package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnPosition;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static java.util.stream.Collectors.joining;

/** The statements that make tables and columns of what the engine says of them. Immutable, safe for all threads. */
class NewTables {
    private final JdbcSource source;
    private final SqlRenderer renderer;

    NewTables(JdbcSource source) {
        this.source = source;
        this.renderer = new SqlRenderer(source.dialect());
    }

    /** @param key columns of the primary key; none for no key */
    List<String> create(RemoteTable table, ConnectorTableMetadata metadata, List<String> key) {
        List<String> definitions = new ArrayList<>(metadata.getColumns().stream()
                .map(column -> definition(column, !key.contains(column.getName()))).toList());
        if (!key.isEmpty()) {
            definitions.add(primaryKey(key));
        }
        List<String> statements = new ArrayList<>(
                source.ddl().createTable(renderer.table(table), definitions, metadata.getComment()));
        metadata.getColumns().forEach(column -> statements.addAll(comment(table, column)));
        return statements;
    }

    /** @return no statement for no key */
    List<String> addPrimaryKey(RemoteTable table, List<String> key) {
        return key.isEmpty() ? List.of() : List.of("ALTER TABLE " + renderer.table(table) + " ADD " + primaryKey(key));
    }

    private String primaryKey(List<String> key) {
        return "PRIMARY KEY (" + key.stream().map(source.dialect()::quote).collect(joining(", ")) + ")";
    }

    List<String> addColumn(RemoteTable table, ColumnMetadata column, ColumnPosition position) {
        List<String> statements = new ArrayList<>();
        statements.add(
                "ALTER TABLE " + renderer.table(table) + " ADD COLUMN " + definition(column, true) + place(position));
        statements.addAll(comment(table, column));
        return statements;
    }

    private String place(ColumnPosition position) {
        return switch (position) {
            case ColumnPosition.Last _ -> "";
            case ColumnPosition.First _ -> placed("FIRST", " FIRST");
            case ColumnPosition.After after ->
                placed("AFTER", " AFTER " + source.dialect().quote(after.columnName()));
        };
    }

    private String placed(String clause, String sql) {
        if (!source.ddl().placesColumns()) {
            throw new TrinoException(NOT_SUPPORTED,
                    "This connector does not support adding columns with " + clause + " clause");
        }
        return sql;
    }

    private List<String> comment(RemoteTable table, ColumnMetadata column) {
        return column.getComment()
                .map(comment -> source.ddl().commentOnColumn(renderer.table(table),
                        source.dialect().quote(column.getName()), Optional.of(comment)))
                .orElse(List.of());
    }

    /** @param nullable whether it may be NULL, unless it says no itself: what is to be a key may not */
    private String definition(ColumnMetadata column, boolean nullable) {
        return source.dialect().quote(column.getName()) + " " + columnType(column.getType())
                + nullability(column, nullable)
                + column.getDefaultValue().flatMap(literal -> defaultValue(column.getType(), literal))
                        .map(value -> " DEFAULT " + value).orElse("")
                + column.getComment().flatMap(source.ddl()::inlineComment).orElse("");
    }

    private String nullability(ColumnMetadata column, boolean nullable) {
        if (!column.isNullable()) {
            return " NOT NULL";
        }
        return nullable ? source.ddl().nullable(column.getType()) : "";
    }

    /**
     * A default value in the source's SQL.
     *
     * @param literal in the engine's SQL
     * @return empty for NULL
     */
    Optional<String> defaultValue(Type type, String literal) {
        return EngineLiterals.text(literal).map(text -> source.ddl().defaultValue(type, text));
    }

    /** A new column, to be written to. */
    RemoteColumn column(ColumnMetadata column) {
        return new RemoteColumn(column.getName(), column.getType(), columnType(column.getType()), Optional.empty(),
                new Comparability.Incomparable("only written"));
    }

    String columnType(Type type) {
        return source.types().columnType(type).orElseThrow(
                () -> new TrinoException(NOT_SUPPORTED, "Unsupported column type: " + type.getDisplayName()));
    }
}
