package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.SourceCatalog;
import io.blueshift.connector.jdbc.SourceColumn;
import io.blueshift.connector.jdbc.SourceStatistics;
import io.blueshift.connector.jdbc.SourceTable;
import io.blueshift.pushdown.RemoteTable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads pg_catalog. Works on all servers since PostgreSQL 10: columns that came later are read through JSON. */
class PostgreSqlCatalog implements SourceCatalog {
    /** Tables, partitioned tables, views, materialised views, foreign tables. */
    private static final String RELATIONS = """
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
            """;

    private static final String OWN_SCHEMAS = "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'";

    private static final String COMMENT = "pg_catalog.obj_description(c.oid, 'pg_class')";

    /** A domain is read as the type it restricts; its collation is the column's anyway. */
    private static final String COLUMNS = """
            SELECT c.relname, a.attname, a.attnotnull,
                pg_catalog.col_description(c.oid, a.attnum) AS comment,
                pg_catalog.format_type(a.atttypid, a.atttypmod) AS declared,
                pg_catalog.format_type(b.oid, CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE a.atttypmod END) AS base,
                b.typname, b.typtype, bn.nspname AS typschema,
                CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE a.atttypmod END AS typmod,
                coalesce(k.collname, '') AS collname,
                coalesce(to_jsonb(k) ->> 'collprovider', '') AS provider,
                coalesce(to_jsonb(k) ->> 'collcollate', to_jsonb(k) ->> 'colllocale', '') AS locale,
                coalesce((to_jsonb(k) ->> 'collisdeterministic')::boolean, true) AS deterministic,
                coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') AS default_provider,
                d.datcollate AS default_locale,
                pg_catalog.current_setting('server_encoding') AS encoding
            FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                JOIN pg_catalog.pg_type b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
                JOIN pg_catalog.pg_namespace bn ON bn.oid = b.typnamespace
                JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
                LEFT JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname = ?
            """;

    private final PostgreSqlColumns mapping;

    PostgreSqlCatalog(PostgreSqlColumns mapping) {
        this.mapping = mapping;
    }

    @Override
    public List<String> schemas(Connection connection) throws SQLException {
        return query(connection, "SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE " + OWN_SCHEMAS + " ORDER BY 1",
                row -> row.getString(1));
    }

    @Override
    public List<SourceTable> tables(Connection connection, Optional<String> schema) throws SQLException {
        String select = "SELECT n.nspname, c.relname, " + COMMENT + " " + RELATIONS;
        return schema.isPresent()
                ? query(connection, select + "AND n.nspname = ? ORDER BY 1, 2", PostgreSqlCatalog::table, schema.get())
                : query(connection, select + "AND " + OWN_SCHEMAS + " ORDER BY 1, 2", PostgreSqlCatalog::table);
    }

    @Override
    public List<SourceTable> find(Connection connection, String schemaLowerCase, String tableLowerCase)
            throws SQLException {
        return query(connection, "SELECT n.nspname, c.relname, " + COMMENT + " " + RELATIONS
                + "AND lower(n.nspname) = ? AND lower(c.relname) = ? AND n.nspname <> 'information_schema' ORDER BY 1, 2",
                PostgreSqlCatalog::table, schemaLowerCase, tableLowerCase);
    }

    private static SourceTable table(ResultSet row) throws SQLException {
        return new SourceTable(RemoteTable.of(row.getString(1), row.getString(2)),
                Optional.ofNullable(row.getString(3)));
    }

    @Override
    public Map<RemoteTable, List<SourceColumn>> columns(Connection connection, String schema, Optional<String> table)
            throws SQLException {
        Map<RemoteTable, List<SourceColumn>> result = new LinkedHashMap<>();
        RowReader<Void> add = row -> {
            RemoteTable owner = RemoteTable.of(schema, row.getString("relname"));
            result.computeIfAbsent(owner, _ -> new ArrayList<>()).add(new SourceColumn(mapping.column(row),
                    !row.getBoolean("attnotnull"), Optional.ofNullable(row.getString("comment"))));
            return null;
        };
        if (table.isPresent()) {
            query(connection, COLUMNS + "AND c.relname = ? ORDER BY c.relname, a.attnum", add, schema, table.get());
        } else {
            query(connection, COLUMNS + "ORDER BY c.relname, a.attnum", add, schema);
        }
        return result;
    }

    @Override
    public SourceStatistics statistics(Connection connection, RemoteTable table) throws SQLException {
        String schema = table.schema().orElseThrow();
        // Never analysed: 0 before PostgreSQL 14, -1 since; then nothing is known
        List<Double> rows = query(connection,
                "SELECT c.reltuples " + RELATIONS
                        + "AND c.relkind IN ('r', 'p', 'm') AND n.nspname = ? AND c.relname = ?"
                        + " AND (c.reltuples > 0 OR (c.reltuples = 0 AND c.relpages > 0))",
                row -> row.getDouble(1), schema, table.name());
        if (rows.isEmpty()) {
            return SourceStatistics.unknown();
        }
        double rowCount = rows.getFirst();
        Map<String, SourceStatistics.Column> columns = new HashMap<>();
        // Of a partitioned table the figures that include the partitions come last and win
        query(connection, "SELECT attname, null_frac, n_distinct, avg_width FROM pg_catalog.pg_stats"
                + " WHERE schemaname = ? AND tablename = ? ORDER BY inherited",
                row -> columns.put(row.getString(1),
                        new SourceStatistics.Column(OptionalDouble.of(row.getDouble(2)),
                                distinct(row.getDouble(3), rowCount),
                                OptionalDouble.of(row.getDouble(4)))),
                schema, table.name());
        return new SourceStatistics(OptionalDouble.of(rowCount), columns);
    }

    /** A negative figure is a fraction of the rows; zero is unknown. */
    private static OptionalDouble distinct(double distinct, double rowCount) {
        if (distinct == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(distinct > 0 ? distinct : Math.max(1, Math.rint(-distinct * rowCount)));
    }

    private static <T> List<T> query(Connection connection, String sql, RowReader<T> reader, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
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

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
