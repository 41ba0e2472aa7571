package io.blueshift.connector.postgresql;

import com.google.inject.Inject;
import io.blueshift.connector.jdbc.JdbcConfig;
import io.blueshift.connector.jdbc.JdbcSource;
import io.blueshift.connector.jdbc.SourceCatalog;
import io.blueshift.connector.jdbc.SourceDdl;
import io.blueshift.connector.jdbc.SourceTypes;
import io.blueshift.pushdown.Dialect;
import io.trino.spi.type.TypeManager;
import org.postgresql.PGProperty;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** PostgreSQL behind its own JDBC driver. */
class PostgreSqlSource implements JdbcSource {
    /** Values, not rows, bound the memory that a fetch takes in the driver. */
    private static final int VALUES_PER_FETCH = 100_000;
    private static final int ROWS_PER_FETCH_MIN = 1_000;

    private final PostgreSqlTypes types;
    private final PostgreSqlCatalog catalog;
    private final PostgreSqlDialect dialect = new PostgreSqlDialect();
    private final PostgreSqlDdl ddl = new PostgreSqlDdl(dialect);

    @Inject
    PostgreSqlSource(TypeManager typeManager) {
        this.types = new PostgreSqlTypes(typeManager);
        this.catalog = new PostgreSqlCatalog(new PostgreSqlColumns(types));
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public Driver driver() {
        return new org.postgresql.Driver();
    }

    @Override
    public String address(String url) {
        Properties parsed = org.postgresql.Driver.parseURL(url, new Properties());
        if (parsed == null) {
            throw new IllegalArgumentException(
                    "connection-url is not of the form jdbc:postgresql://host:port/database");
        }
        return PGProperty.PG_HOST.getOrDefault(parsed) + ":" + PGProperty.PG_PORT.getOrDefault(parsed) + "/"
                + PGProperty.PG_DBNAME.getOrDefault(parsed);
    }

    @Override
    public Properties connectionProperties(JdbcConfig config) {
        String seconds = Long
                .toString(Math.max(1, config.getConnectionTimeout().roundTo(java.util.concurrent.TimeUnit.SECONDS)));
        Properties properties = new Properties();
        PGProperty.APPLICATION_NAME.set(properties, "blueshift");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.LOGIN_TIMEOUT.set(properties, seconds);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, seconds);
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        return properties;
    }

    @Override
    public void initialize(Connection connection) throws SQLException {
        // The driver sets the JVM's zone, which would show wherever the server turns an instant into text
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
    }

    @Override
    public void stream(PreparedStatement statement, int columnCount) throws SQLException {
        statement.setFetchSize(Math.max(VALUES_PER_FETCH / Math.max(columnCount, 1), ROWS_PER_FETCH_MIN));
    }

    @Override
    public boolean abandonByCancel() {
        // What was not fetched stays in the server's portal, and ends with the transaction
        return false;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public SourceCatalog catalog() {
        return catalog;
    }

    @Override
    public SourceTypes types() {
        return types;
    }

    @Override
    public SourceDdl ddl() {
        return ddl;
    }
}
