package io.blueshift.connector.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections with one driver, without the process-wide driver registry, which looks at class loaders.
 *
 * <p>
 * {@link #prime} opens a connection ahead of the pool: a pool retries until its timeout and reports the cause late,
 * while a refused port or a wrong password should be an error at once. User and password are asked for anew for every
 * connection. Safe for all threads.
 */
class DriverDataSource implements DataSource {
    /** SQL standard: invalid authorization specification. */
    private static final String INVALID_AUTHORIZATION = "28000";

    private final JdbcSource source;
    private final JdbcConfig config;
    private final CredentialSource credentials;
    private final Driver driver;
    private final String url;
    private final Properties properties;
    private final Queue<Connection> ready = new ConcurrentLinkedQueue<>();
    private final LongAdder opened = new LongAdder();

    DriverDataSource(JdbcSource source, JdbcConfig config, CredentialSource credentials) {
        this.source = source;
        this.config = config;
        this.credentials = credentials;
        this.driver = source.driver();
        this.url = config.getConnectionUrl();
        this.properties = source.connectionProperties(config);
    }

    /**
     * Opens a connection now, for the next {@link #getConnection} to hand out.
     *
     * @return what to tell {@link #unneeded} of, when the pool has had time to take it
     */
    Connection prime() throws SQLException {
        Connection opened = open();
        ready.add(opened);
        return opened;
    }

    /** Closes a connection unless it was handed out. */
    void unneeded(Connection primed) {
        if (ready.remove(primed)) {
            closeQuietly(primed);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection primed = ready.poll();
        return primed == null ? open() : primed;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the catalog's own user is the only one");
    }

    /** Opens a connection that is the caller's to close. */
    Connection open() throws SQLException {
        Connection connection = connect(authorized());
        if (connection == null) {
            throw new SQLException("the driver of " + source.product() + " does not accept the connection-url");
        }
        try {
            source.initialize(connection);
            opened.increment();
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    private Connection connect(Properties settings) throws SQLException {
        try {
            return driver.connect(url, settings);
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            String masked = credentials.mask(message);
            // The cause would show again what is masked
            throw masked.equals(message) ? e : new SQLException(masked, e.getSQLState(), e.getErrorCode());
        }
    }

    private Properties authorized() throws SQLException {
        Properties settings = (Properties) properties.clone();
        try {
            config.getConnectionUser().ifPresent(user -> settings.setProperty("user", credentials.current(user)));
            config.getConnectionPassword()
                    .ifPresent(password -> settings.setProperty("password", credentials.current(password)));
            return settings;
        } catch (IllegalArgumentException e) {
            throw new SQLException("no user or password: " + e.getMessage(), INVALID_AUTHORIZATION, e);
        }
    }

    /** Connections opened so far. */
    long opened() {
        return opened.sum();
    }

    void close() {
        for (Connection primed = ready.poll(); primed != null; primed = ready.poll()) {
            closeQuietly(primed);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // It was not needed; how it went does not matter
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is logged
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The driver's own property decides
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
