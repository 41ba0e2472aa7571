package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Dialect;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;

/**
 * All that distinguishes one kind of database from another. A connector module implements this interface; everything
 * else is shared. Implementations are stateless and safe for all threads.
 */
public interface JdbcSource {
    /** The product's name, for messages. */
    String product();

    Driver driver();

    /**
     * Host, port and database of a URL, for messages: never user, password or other options.
     *
     * @throws IllegalArgumentException if the URL is not one of this kind; the message must not repeat the URL
     */
    String address(String url);

    /** Driver settings: timeouts, keep-alive, application name. User and password are added by the caller. */
    Properties connectionProperties(JdbcConfig config);

    /** Prepares a fresh connection: session time zone and the like. */
    void initialize(Connection connection) throws SQLException;

    /** Prepares a statement to stream its rows instead of holding all of them; called before it is executed. */
    void stream(PreparedStatement statement, int columnCount) throws SQLException;

    /** Whether abandoning a result that still has rows needs a cancel, because closing would read it to the end. */
    boolean abandonByCancel();

    Dialect dialect();

    SourceCatalog catalog();

    SourceTypes types();

    SourceDdl ddl();
}
