package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.AbandonedStagingContract;
import io.blueshift.embedded.EmbeddedMySql;
import io.trino.testing.QueryRunner;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** What a killed gateway leaves in MySQL. */
class MySqlStagingTest extends AbandonedStagingContract {
    private EmbeddedMySql mysql;

    @Override
    protected QueryRunner start() throws Exception {
        mysql = EmbeddedMySql.start();
        return MySqlQueryRunner.create(mysql);
    }

    @Override
    protected void stopSource() {
        mysql.close();
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection(mysql.jdbcUrl(), mysql.user(), mysql.password());
    }

    @Override
    protected void createCatalog(QueryRunner runner, String name, Map<String, String> properties) {
        runner.createCatalog(name, "mysql", MySqlQueryRunner.properties(mysql, properties));
    }
}
