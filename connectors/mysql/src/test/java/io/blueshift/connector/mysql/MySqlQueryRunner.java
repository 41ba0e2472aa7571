package io.blueshift.connector.mysql;

import io.blueshift.embedded.MySqlCompatible;
import io.trino.Session;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import io.trino.tpch.TpchTable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import static io.trino.testing.TestingSession.testSessionBuilder;

/** An engine with a MySQL catalog, and a direct way into that MySQL. */
final class MySqlQueryRunner {
    static final String CATALOG = "mysql";
    static final String SCHEMA = "tpch";

    private MySqlQueryRunner() {}

    static Session session() {
        // Else each query has a second stage, whose tasks cost more than to read a few rows
        return testSessionBuilder().setCatalog(CATALOG).setSchema(SCHEMA)
                .setSystemProperty("force_single_node_output", "false").build();
    }

    /** One node, the catalog {@code mysql} with an empty schema {@code tpch}. */
    static QueryRunner create(MySqlCompatible mysql) throws Exception {
        return create(mysql, Map.of());
    }

    static QueryRunner create(MySqlCompatible mysql, Map<String, String> more) throws Exception {
        QueryRunner runner = DistributedQueryRunner.builder(session()).setWorkerCount(0).build();
        try {
            runner.installPlugin(new MySqlPlugin());
            execute(mysql, "CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
            runner.createCatalog(CATALOG, "mysql", properties(mysql, more));
            return runner;
        } catch (Exception e) {
            runner.close();
            throw e;
        }
    }

    /** Tests alter tables behind the gateway's back: nothing is remembered unless they say so. */
    static Map<String, String> properties(MySqlCompatible mysql, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(
                Map.of("metadata.cache-ttl", "0s", "statistics.cache-ttl", "0s", "connection-url",
                        "jdbc:mysql://" + mysql.host() + ":" + mysql.port(), "connection-user",
                        mysql.user()));
        properties.putAll(more);
        return properties;
    }

    /** Copies tables of Trino's generator, at its tiny scale, through the connector itself. */
    static void loadTpch(QueryRunner runner, Iterable<TpchTable<?>> tables) {
        runner.installPlugin(new TpchPlugin());
        runner.createCatalog("tpch", "tpch");
        for (TpchTable<?> table : tables) {
            runner.execute("CREATE TABLE " + CATALOG + "." + SCHEMA + "." + table.getTableName()
                    + " AS SELECT * FROM tpch.tiny."
                    + table.getTableName());
        }
    }

    /** Runs statements on MySQL itself, in a session without SQL mode, where odd values can be stored. */
    static void execute(MySqlCompatible mysql, String... statements) {
        try (Connection connection = connect(mysql); Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = '', time_zone = '+00:00'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row that MySQL itself answers with. */
    static String value(MySqlCompatible mysql, String sql) {
        try (Connection connection = connect(mysql);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "no row";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect(MySqlCompatible mysql) throws SQLException {
        return DriverManager.getConnection(mysql.jdbcUrl() + "&jdbcCompliantTruncation=false", mysql.user(),
                mysql.password());
    }
}
