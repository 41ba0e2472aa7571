package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.AbandonedStagingContract;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.QueryRunner;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What a killed gateway leaves in PostgreSQL. */
class PostgreSqlStagingTest extends AbandonedStagingContract {
    private EmbeddedPostgres postgres;

    @Override
    protected QueryRunner start() throws Exception {
        postgres = EmbeddedPostgres.start();
        return PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
    }

    @Override
    protected void stopSource() {
        postgres.close();
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    @Override
    protected void createCatalog(QueryRunner runner, String name, Map<String, String> properties) {
        runner.createCatalog(name, "postgresql", PostgreSqlQueryRunner.properties(postgres, properties));
    }
}
