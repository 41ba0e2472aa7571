package io.blueshift.connector.postgresql;

import io.blueshift.embedded.EmbeddedPostgres;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.trino.plugin.tpch.TpchMetadata.TINY_SCHEMA_NAME;
import static io.trino.testing.QueryAssertions.copyTpchTables;
import static io.trino.testing.TestingSession.testSessionBuilder;

/** A Trino in this process with one catalog {@code postgresql} over an embedded server. */
final class PostgreSqlQueryRunner {
    static final String CATALOG = "postgresql";
    static final String SCHEMA = "tpch";

    private PostgreSqlQueryRunner() {}

    /** Types of users, for the columns of types.csv. */
    static void createTypes(EmbeddedPostgres postgres) {
        for (String sql : List.of("CREATE EXTENSION hstore", "CREATE TYPE mood AS ENUM ('sad', 'so so', 'Happy')",
                "CREATE DOMAIN small AS integer CHECK (value < 100)",
                "CREATE DOMAIN smaller AS small CHECK (value < 50)",
                "CREATE DOMAIN shout AS varchar(5) CHECK (value = upper(value))",
                "CREATE DOMAIN bunch AS numeric(5,2)[]",
                "CREATE TYPE pair AS (x integer, y text)", "CREATE TYPE \"Odd pair\" AS (\"A b\" small, c inet)",
                "CREATE TYPE deep AS (p pair, a integer[], m mood, d date, j jsonb, h hstore, ps pair[])")) {
            execute(postgres, sql);
        }
    }

    static QueryRunner create(EmbeddedPostgres postgres, Map<String, String> properties, List<TpchTable<?>> tables)
            throws Exception {
        execute(postgres, "CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
        // Else each query has a second stage, whose tasks cost more than to read a few rows
        Session session = testSessionBuilder().setCatalog(CATALOG).setSchema(SCHEMA)
                .setSystemProperty("force_single_node_output", "false").build();
        QueryRunner runner = DistributedQueryRunner.builder(session).setWorkerCount(0).build();
        try {
            runner.installPlugin(new TpchPlugin());
            runner.createCatalog("tpch", "tpch");
            runner.installPlugin(new PostgreSqlPlugin());
            runner.createCatalog(CATALOG, "postgresql", properties(postgres, properties));
            copyTpchTables(runner, "tpch", TINY_SCHEMA_NAME, session, tables);
            return runner;
        } catch (Exception e) {
            runner.close();
            throw e;
        }
    }

    /** Tests alter tables behind the gateway's back: nothing is remembered unless they say so. */
    static Map<String, String> properties(EmbeddedPostgres postgres, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(
                Map.of("metadata.cache-ttl", "0s", "statistics.cache-ttl", "0s", "connection-url", postgres.jdbcUrl(),
                        "connection-user", postgres.user(), "connection-password",
                        postgres.password()));
        all.putAll(properties);
        return all;
    }

    static void execute(EmbeddedPostgres postgres, String sql) {
        try (Connection connection = connect(postgres); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static List<String> query(EmbeddedPostgres postgres, String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
