package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.SourceCatalog;
import io.blueshift.connector.jdbc.SourceColumn;
import io.blueshift.connector.jdbc.SourceStatistics;
import io.blueshift.connector.jdbc.SourceTable;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.RemoteText;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * Reads MySQL's {@code information_schema}. A schema is what MySQL calls a database.
 */
class MySqlCatalog implements SourceCatalog {
    private static final String NOT_SYSTEM = " NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')";
    private static final String TABLES = "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_COMMENT FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA" + NOT_SYSTEM;

    private static final Pattern COMPUTED = Pattern.compile("(VIRTUAL|STORED) GENERATED");

    private final MySqlColumnTypes types;

    MySqlCatalog(MySqlColumnTypes types) {
        this.types = requireNonNull(types, "types is null");
    }

    @Override
    public List<String> schemas(Connection connection) throws SQLException {
        return query(connection, "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME" + NOT_SYSTEM
                + " ORDER BY SCHEMA_NAME", List.of(), row -> row.getString(1));
    }

    @Override
    public List<SourceTable> tables(Connection connection, Optional<String> schema) throws SQLException {
        return query(connection,
                TABLES + (schema.isPresent() ? " AND TABLE_SCHEMA = ?" : "") + " ORDER BY TABLE_SCHEMA, TABLE_NAME",
                schema.map(List::of).orElse(List.of()), MySqlCatalog::table);
    }

    @Override
    public List<SourceTable> find(Connection connection, String schemaLowerCase, String tableLowerCase)
            throws SQLException {
        return query(connection, TABLES + " AND LOWER(TABLE_SCHEMA) = ? AND LOWER(TABLE_NAME) = ?",
                List.of(schemaLowerCase, tableLowerCase), MySqlCatalog::table);
    }

    /** A view's comment says VIEW unless it has been given one, which MySQL does not do. */
    private static SourceTable table(ResultSet row) throws SQLException {
        boolean view = row.getString(3).contains("VIEW");
        return new SourceTable(RemoteTable.of(row.getString(1), row.getString(2)),
                view ? Optional.empty() : present(row.getString(4)));
    }

    @Override
    public Map<RemoteTable, List<SourceColumn>> columns(Connection connection, String schema, Optional<String> table)
            throws SQLException {
        String sql = "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_COMMENT, CHARACTER_MAXIMUM_LENGTH,"
                + " NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, COLLATION_NAME, COLUMN_DEFAULT, EXTRA"
                + " FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = ?" + (table.isPresent() ? " AND TABLE_NAME = ?" : "")
                + " ORDER BY TABLE_NAME, ORDINAL_POSITION";
        List<String> parameters = table.map(name -> List.of(schema, name)).orElse(List.of(schema));
        boolean mariaDb = ServerKind.isMariaDb(connection);
        Set<DocumentColumns.Name> documents = mariaDb
                ? DocumentColumns.of(connection, schema, table)
                : Set.of();
        Map<RemoteTable, List<SourceColumn>> result = new LinkedHashMap<>();
        query(connection, sql, parameters,
                row -> result.computeIfAbsent(RemoteTable.of(schema, row.getString(1)), _ -> new ArrayList<>())
                        .add(column(row, documents, mariaDb)));
        return result;
    }

    private SourceColumn column(ResultSet row, Set<DocumentColumns.Name> documents, boolean mariaDb)
            throws SQLException {
        boolean document = documents.contains(new DocumentColumns.Name(row.getString(1), row.getString(2)));
        MySqlColumnTypes.Description description = new MySqlColumnTypes.Description(row.getString(2),
                document ? "json" : row.getString(3),
                number(row, 6),
                number(row, 7), number(row, 8), number(row, 9), Optional.ofNullable(row.getString(10)));
        RemoteColumn column = types.column(description);
        return SourceColumn.explained(column, row.getString(4).equals("YES"), present(row.getString(5)),
                MySqlColumnTypes.whyText(column))
                .withDefault(MySqlDefaults.literal(column.type(), row.getString(11),
                        row.getString(12).contains("DEFAULT_GENERATED"), mariaDb))
                .withComputed(COMPUTED.matcher(row.getString(12)).find());
    }

    @Override
    public List<RemoteColumn> columns(Connection connection, RemoteText query) throws SQLException {
        return new QueryColumns(types).of(connection, query);
    }

    /** Not those of a column's beginning, or of what is computed. */
    @Override
    public List<Set<String>> uniqueKeys(Connection connection, RemoteTable table) throws SQLException {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        Set<String> partial = new HashSet<>();
        query(connection,
                "SELECT INDEX_NAME, COLUMN_NAME, SUB_PART FROM information_schema.STATISTICS"
                        + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND NON_UNIQUE = 0",
                List.of(table.schema().orElseThrow(), table.name()), row -> {
                    if (row.getString(2) == null || row.getString(3) != null) {
                        partial.add(row.getString(1));
                    }
                    return keys.computeIfAbsent(row.getString(1), _ -> new HashSet<>()).add(row.getString(2));
                });
        keys.keySet().removeAll(partial);
        return List.copyOf(keys.values());
    }

    @Override
    public List<String> primaryKey(Connection connection, RemoteTable table) throws SQLException {
        return query(connection,
                "SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                        + " AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX",
                List.of(table.schema().orElseThrow(), table.name()), row -> row.getString(1));
    }

    @Override
    public SourceStatistics statistics(Connection connection, RemoteTable table) throws SQLException {
        return new MySqlStatistics(connection).of(table);
    }

    private static OptionalLong number(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> query(Connection connection, String sql, List<String> parameters, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
            }
            return result;
        }
    }
}
