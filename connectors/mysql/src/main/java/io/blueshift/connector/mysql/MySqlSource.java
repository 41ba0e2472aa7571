package io.blueshift.connector.mysql;

import com.google.inject.Inject;
import com.mysql.cj.conf.ConnectionUrlParser;
import com.mysql.cj.exceptions.CJException;
import io.blueshift.connector.jdbc.JdbcConfig;
import io.blueshift.connector.jdbc.JdbcSource;
import io.blueshift.connector.jdbc.SourceCatalog;
import io.blueshift.connector.jdbc.SourceDdl;
import io.blueshift.connector.jdbc.SourceTypes;
import io.blueshift.pushdown.Dialect;
import io.trino.spi.type.TypeManager;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/**
 * MySQL, for the shared connector. Every connection has the session zone UTC and a strict SQL mode of ours, so that
 * neither depends on the server's settings and a value that does not fit is an error, never cut.
 */
class MySqlSource implements JdbcSource {
    private static final String PREFIX = "jdbc:mysql:";
    /** For these the URL decides if it says something; the connector depends on the others. */
    private static final Map<String, String> PREFERRED = Map.of("tcpKeepAlive", "true", "allowPublicKeyRetrieval",
            "true",
            "connectionAttributes", "program_name:blueshift");
    private static final Map<String, String> REQUIRED = Map.of("rewriteBatchedStatements", "true", "useServerPrepStmts",
            "false",
            "characterEncoding", "UTF-8", "useInformationSchema", "false", "allowMultiQueries", "false",
            "queryTimeoutKillsConnection",
            "false");
    private static final String SESSION = "SET SESSION time_zone = '+00:00', information_schema_stats_expiry = 0, max_sort_length = 1024,"
            + " sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    private final MySqlDialect dialect = new MySqlDialect();
    private final MySqlCatalog catalog;
    private final MySqlTypes types;
    private final MySqlDdl ddl = new MySqlDdl(dialect);

    @Inject
    MySqlSource(TypeManager typeManager) {
        this.catalog = new MySqlCatalog(new MySqlColumnTypes(typeManager));
        this.types = new MySqlTypes();
    }

    @Override
    public String product() {
        return "MySQL";
    }

    @Override
    public Driver driver() {
        try {
            return new com.mysql.cj.jdbc.Driver();
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL's driver cannot be loaded", e);
        }
    }

    @Override
    public String address(String url) {
        if (!url.startsWith(PREFIX + "//")) {
            throw new IllegalArgumentException("connection-url must look like jdbc:mysql://host:port");
        }
        String address = url.substring(PREFIX.length() + 2).replaceAll("[/?].*", "");
        // Credentials may stand before the host
        return address.substring(address.lastIndexOf('@') + 1);
    }

    @Override
    public Properties connectionProperties(JdbcConfig config) {
        Properties properties = new Properties();
        Map<String, String> given = given(config.getConnectionUrl());
        PREFERRED.forEach((name, value) -> properties.setProperty(name, given.getOrDefault(name, value)));
        properties.setProperty("connectTimeout",
                given.getOrDefault("connectTimeout", Long.toString(config.getConnectionTimeout().toMillis())));
        REQUIRED.forEach(properties::setProperty);
        return properties;
    }

    private static Map<String, String> given(String url) {
        try {
            return ConnectionUrlParser.parseConnectionString(url).getProperties();
        } catch (CJException e) {
            // The driver's message repeats the URL, which may hold a password
            throw new IllegalArgumentException("connection-url is not a URL that MySQL's driver understands");
        }
    }

    @Override
    public void initialize(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
        }
    }

    @Override
    public void stream(PreparedStatement statement, int columnCount) throws SQLException {
        // The driver's sign for reading row by row from the socket; any other number makes it collect all rows first
        statement.setFetchSize(Integer.MIN_VALUE);
    }

    @Override
    public boolean abandonByCancel() {
        return true;
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
