package io.blueshift.connector.postgresql;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads pg_catalog. Works on all servers since PostgreSQL 10: columns that came later are read through JSON. */
class PostgreSqlCatalog implements SourceCatalog {
    /** Tables, partitioned tables, views, materialised views, foreign tables. */
    private static final String RELATIONS = """
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
            """;

    private static final String OWN_SCHEMAS = "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'";

    private static final String COMMENT = "pg_catalog.obj_description(c.oid, 'pg_class')";

    /**
     * A domain is read as the type it restricts; its collation is the column's anyway. Making JSON of a row takes longer
     * than all the rest: it is left to rows that need it. Only ICU has collations that are not deterministic.
     */
    private static final String COLUMNS = DeclaredType.WITH_BASES + """
            SELECT c.relname, a.attname, a.attnotnull,
                pg_catalog.col_description(c.oid, a.attnum) AS comment,
                CASE WHEN a.atthasdef AND coalesce(to_jsonb(a) ->> 'attgenerated', '') = ''
                    THEN (SELECT pg_catalog.pg_get_expr(f.adbin, f.adrelid) FROM pg_catalog.pg_attrdef f
                        WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum) END AS default_value,
                a.attidentity = 'a' OR a.atthasdef AND coalesce(to_jsonb(a) ->> 'attgenerated', '') <> '' AS computed,
                coalesce(CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_collation o
                        WHERE o.collname = k.collname AND o.collnamespace <> k.collnamespace)
                    THEN k.collnamespace::pg_catalog.regnamespace || '.' || k.collname ELSE k.collname END, '') AS collname,
                coalesce(k.collprovider::text, '') AS provider,
                CASE WHEN k.collprovider = 'd' THEN ''
                    ELSE coalesce(k.collcollate::text, to_jsonb(k) ->> 'colllocale', '') END AS locale,
                CASE WHEN k.collprovider = 'i'
                    THEN coalesce((to_jsonb(k) ->> 'collisdeterministic')::boolean, true) ELSE true END AS deterministic,
                db.provider AS default_provider, db.datcollate AS default_locale,
                pg_catalog.current_setting('server_encoding') AS encoding,
            """ + DeclaredType.FIELDS + """
            FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                CROSS JOIN (SELECT d.datcollate, coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') AS provider
                    FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database() OFFSET 0) db
                LEFT JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation
            """ + DeclaredType.JOINS + """
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname = ?
            """;

    private static final String COMPOSITE = DeclaredType.WITH_BASES + "SELECT a.attname, " + DeclaredType.FIELDS + """
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
            """ + DeclaredType.JOINS + """
            WHERE c.reltype = CAST(? AS oid) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
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
        TypeMappings.Composites composites = composites(connection);
        RowReader<Void> add = row -> {
            RemoteTable owner = RemoteTable.of(schema, row.getString("relname"));
            result.computeIfAbsent(owner, _ -> new ArrayList<>()).add(mapping.column(row, composites));
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
    public List<RemoteColumn> columns(Connection connection, RemoteText query) throws SQLException {
        return QueryColumns.of(this, connection, query);
    }

    /** Asks for each type once. */
    private static TypeMappings.Composites composites(Connection connection) {
        Map<Long, List<TypeMappings.Field>> known = new HashMap<>();
        return type -> {
            List<TypeMappings.Field> fields = known.get(type);
            if (fields == null) {
                fields = query(connection, COMPOSITE,
                        row -> new TypeMappings.Field(row.getString("attname"), DeclaredType.of(row)),
                        Long.toString(type));
                known.put(type, fields);
            }
            return fields;
        };
    }

    /** Not those of some rows only, or of what is computed. A key of a table with children is none of their rows. */
    @Override
    public List<Set<String>> uniqueKeys(Connection connection, RemoteTable table) throws SQLException {
        return query(connection, """
                SELECT (SELECT array_agg(a.attname::text) FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum = ANY ((string_to_array(i.indkey::text, ' ')::int2[])
                        [1:coalesce((to_jsonb(i) ->> 'indnkeyatts')::int, i.indnatts)]))
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND i.indisunique AND i.indisvalid
                    AND i.indpred IS NULL AND i.indexprs IS NULL AND (c.relkind = 'p'
                        OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid))
                """, row -> Set.of((String[]) row.getArray(1).getArray()), table.schema().orElseThrow(),
                table.name());
    }

    @Override
    public List<String> primaryKey(Connection connection, RemoteTable table) throws SQLException {
        return query(connection, """
                SELECT a.attname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    CROSS JOIN unnest((string_to_array(i.indkey::text, ' ')::int2[])
                        [1:coalesce((to_jsonb(i) ->> 'indnkeyatts')::int, i.indnatts)])
                        WITH ORDINALITY AS k (attnum, place)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                WHERE n.nspname = ? AND c.relname = ? AND i.indisprimary ORDER BY k.place
                """, row -> row.getString(1), table.schema().orElseThrow(), table.name());
    }

    @Override
    public SourceStatistics statistics(Connection connection, RemoteTable table) throws SQLException {
        return new PostgreSqlStatistics(connection).of(table);
    }

    static <T> List<T> query(Connection connection, String sql, RowReader<T> reader, String... parameters)
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
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
