package io.blueshift.benchmarks.mixed;

import io.blueshift.benchmarks.BenchReport;
import io.blueshift.benchmarks.sources.BulkLoad;
import io.blueshift.benchmarks.store.GeneratedTable;
import io.blueshift.benchmarks.store.TpchPages;
import io.blueshift.benchmarks.tpch.TpchQuery;
import io.blueshift.embedded.EmbeddedMySql;
import io.blueshift.embedded.EmbeddedPostgres;
import io.blueshift.embedded.ServerOptions;
import io.trino.tpch.TpchTable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * TPC-H without lineitem, in a PostgreSQL and a MySQL of its own: customers and orders in the one; parts, suppliers, who
 * supplies what, nations and regions in the other. Keys BIGINT, money DECIMAL(15,2), text VARCHAR in each server's default
 * collation; primary keys and indexes on what refers to another table's, as the specification allows; analysed.
 */
public final class RemoteTables implements AutoCloseable {
    /** Names of the catalogs, in every engine. */
    static final String POSTGRESQL = "postgresql";
    static final String MYSQL = "mysql";

    private static final String SCHEMA = "bench";
    /** Both servers have room for all of their tables at scale 1, so that nobody waits for the disk. */
    private static final String BUFFER = "512M";
    private static final List<TpchTable<?>> IN_POSTGRESQL = List.of(TpchTable.CUSTOMER, TpchTable.ORDERS);
    private static final List<TpchTable<?>> IN_MYSQL = List.of(TpchTable.PART, TpchTable.PART_SUPPLIER,
            TpchTable.SUPPLIER, TpchTable.NATION, TpchTable.REGION);
    private static final Map<String, String> KEYS = Map.of("customer", "c_custkey", "orders", "o_orderkey", "part",
            "p_partkey", "partsupp", "ps_partkey, ps_suppkey", "supplier", "s_suppkey", "nation", "n_nationkey",
            "region", "r_regionkey");
    private static final Map<String, String> INDEXES = Map.of("customer", "c_nationkey", "orders", "o_custkey",
            "partsupp", "ps_suppkey", "supplier", "s_nationkey", "nation", "n_regionkey");

    private final double scale;
    private final EmbeddedPostgres postgres;
    private final EmbeddedMySql mysql;

    private RemoteTables(double scale, EmbeddedPostgres postgres, EmbeddedMySql mysql) {
        this.scale = scale;
        this.postgres = postgres;
        this.mysql = mysql;
    }

    /** Starts the servers and fills them. */
    public static RemoteTables load(double scale, BenchReport report) throws SQLException {
        RemoteTables tables = new RemoteTables(scale,
                EmbeddedPostgres.start(ServerOptions.temporary().withSetting("shared_buffers", BUFFER + "B")),
                EmbeddedMySql.start(ServerOptions.temporary().withSetting("innodb-buffer-pool-size", BUFFER)));
        try {
            tables.load(report);
            return tables;
        } catch (SQLException | RuntimeException e) {
            tables.close();
            throw e;
        }
    }

    private void load(BenchReport report) throws SQLException {
        try (Connection connection = postgreSql(); Statement statement = connection.createStatement()) {
            for (TpchTable<?> table : IN_POSTGRESQL) {
                report.progress("loading %s at scale %s into PostgreSQL".formatted(table.getTableName(), scale));
                create(statement, table);
                BulkLoad.postgreSql(connection, table, scale);
                index(statement, table.getTableName());
                statement.execute("VACUUM (ANALYZE) " + table.getTableName());
            }
        }
        try (Connection connection = mySql(""); Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + SCHEMA);
        }
        try (Connection connection = mySql(SCHEMA); Statement statement = connection.createStatement()) {
            for (TpchTable<?> table : IN_MYSQL) {
                report.progress("loading %s at scale %s into MySQL".formatted(table.getTableName(), scale));
                create(statement, table);
                index(statement, table.getTableName());
                BulkLoad.mySql(connection, table, scale);
                statement.execute("ANALYZE TABLE " + table.getTableName());
            }
        }
    }

    private void create(Statement statement, TpchTable<?> table) throws SQLException {
        GeneratedTable generated = TpchPages.tables(scale, 1).stream()
                .filter(other -> other.name().equals(table.getTableName())).findFirst().orElseThrow();
        String key = KEYS.get(table.getTableName());
        statement.execute("CREATE TABLE %s (%s%s)".formatted(table.getTableName(), generated.columns().stream()
                .map(column -> column.name() + " " + column.type().getDisplayName() + " NOT NULL")
                .collect(Collectors.joining(", ")), key == null ? "" : ", PRIMARY KEY (" + key + ")"));
    }

    private static void index(Statement statement, String table) throws SQLException {
        if (INDEXES.containsKey(table)) {
            String column = INDEXES.get(table);
            statement.execute("CREATE INDEX %s_index ON %s (%s)".formatted(column, table, column));
        }
    }

    /** Something that is done while PostgreSQL has the local table as well. */
    @FunctionalInterface
    interface Reading {
        void read() throws SQLException;
    }

    /** Puts lineitem into PostgreSQL's schema {@code public} for as long as {@code reading} takes. */
    void lendLineItem(Reading reading) throws SQLException {
        try (Connection connection = postgreSql(); Statement statement = connection.createStatement()) {
            create(statement, TpchTable.LINE_ITEM);
            BulkLoad.postgreSql(connection, TpchTable.LINE_ITEM, scale);
            reading.read();
            statement.execute("DROP TABLE " + TpchTable.LINE_ITEM.getTableName());
        }
    }

    /** For each catalog its properties, which ours and Trino's connectors call by the same names. */
    public Map<String, Map<String, String>> catalogs() {
        return Map.of(POSTGRESQL, Map.of("connection-url", postgres.jdbcUrl(), "connection-user", postgres.user()),
                MYSQL, Map.of("connection-url", mysql.jdbcUrl(), "connection-user", mysql.user()));
    }

    /** The query with every remote table named by its catalog and schema; lineitem is in the session's. */
    public static TpchQuery placed(TpchQuery query) {
        Map<String, String> names = new HashMap<>();
        names.putAll(names(IN_POSTGRESQL, POSTGRESQL + ".public."));
        names.putAll(names(IN_MYSQL, MYSQL + "." + SCHEMA + "."));
        return query.withTables(names);
    }

    private static Map<String, String> names(List<TpchTable<?>> tables, String prefix) {
        return tables.stream().map(TpchTable::getTableName)
                .collect(Collectors.toMap(Function.identity(), name -> prefix + name));
    }

    private Connection postgreSql() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private Connection mySql(String database) throws SQLException {
        return DriverManager.getConnection(mysql.jdbcUrl(database) + "&allowLoadLocalInfile=true", mysql.user(),
                mysql.password());
    }

    @Override
    public void close() {
        postgres.close();
        mysql.close();
    }
}
