package io.blueshift.demo;

import io.trino.tpch.TpchTable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fills the demo's PostgreSQL and MySQL through their own drivers, with keys and statistics: they stand for databases
 * that exist before Blueshift comes.
 */
final class DatabaseLoader {
    private static final int BATCH_ROWS = 1_000;

    private final DemoSources sources;
    private final double scale;
    private final DemoConsole console;

    DatabaseLoader(DemoSources sources, double scale, DemoConsole console) {
        this.sources = sources;
        this.scale = scale;
        this.console = console;
    }

    void loadPostgres() throws Exception {
        String url = sources.postgres().jdbcUrl() + "?reWriteBatchedInserts=true";
        try (Connection connection = DriverManager.getConnection(url, DemoSources.USER,
                DemoSources.PASSWORD)) {
            load(connection, "postgresql.public", TpchRows.of(TpchTable.REGION, scale), "r_regionkey");
            load(connection, "postgresql.public", TpchRows.of(TpchTable.NATION, scale), "n_nationkey");
            load(connection, "postgresql.public", TpchRows.of(TpchTable.CUSTOMER, scale), "c_custkey");
            execute(connection, List.of("CREATE INDEX ON customer (c_nationkey)", "ANALYZE"));
        }
    }

    void loadMySql() throws Exception {
        String url = sources.mysql().jdbcUrl() + "&rewriteBatchedStatements=true";
        try (Connection connection = DriverManager.getConnection(url, DemoSources.USER,
                DemoSources.PASSWORD)) {
            execute(connection, List.of("CREATE DATABASE " + DemoCatalogs.MYSQL_DATABASE));
            connection.setCatalog(DemoCatalogs.MYSQL_DATABASE);
            load(connection, "mysql.warehouse", TpchRows.of(TpchTable.SUPPLIER, scale), "s_suppkey");
            load(connection, "mysql.warehouse", TpchRows.of(TpchTable.PART, scale), "p_partkey");
            load(connection, "mysql.warehouse", TpchRows.of(TpchTable.PART_SUPPLIER, scale), "ps_partkey, ps_suppkey");
            execute(connection, List.of("ANALYZE TABLE supplier, part, partsupp"));
        }
    }

    private void load(Connection connection, String schema, TpchRows<?> table, String key) throws Exception {
        console.step("%s.%s".formatted(schema, table.name()), () -> {
            execute(connection, List.of(
                    "CREATE TABLE %s (%s, PRIMARY KEY (%s))".formatted(table.name(), table.definitions(), key)));
            long rows = insert(connection, table);
            return new DemoConsole.Outcome<>(rows, DemoConsole.count(rows));
        });
    }

    private static long insert(Connection connection, TpchRows<?> table) throws SQLException {
        String parameters = table.columns().stream().map(_ -> "?").collect(Collectors.joining(", "));
        connection.setAutoCommit(false);
        long count = 0;
        try (PreparedStatement insert = connection
                .prepareStatement("INSERT INTO %s VALUES (%s)".formatted(table.name(), parameters))) {
            for (Iterator<Object[]> rows = table.rows().iterator(); rows.hasNext();) {
                Object[] row = rows.next();
                for (int column = 0; column < row.length; column++) {
                    insert.setObject(column + 1, row[column]);
                }
                insert.addBatch();
                count++;
                if (count % BATCH_ROWS == 0 || !rows.hasNext()) {
                    insert.executeBatch();
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return count;
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
