package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteQuery;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.session.PropertyMetadata;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

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

    /**
     * Ends a statement that another thread waits for, or whose rows nobody wants any more, with its connection if need be:
     * that is not used again.
     */
    default void end(Statement running, ConnectionPool pool) throws SQLException {
        running.cancel();
    }

    /** Whether abandoning a result that still has rows needs a cancel, because closing would read it to the end. */
    boolean abandonByCancel();

    /** Session properties that only this kind of database has. */
    default List<PropertyMetadata<?>> sessionProperties() {
        return List.of();
    }

    /** See {@link GroupGuard}: from how many rows a group on this kind of database makes it faster than reading the rows. */
    default int rowsPerGroup() {
        return 0;
    }

    /** Starts to read in a way of the source's own; empty if its driver's results are to be read. Does not block. */
    default Optional<PageReader> open(ConnectorSession session, RemoteScan scan, JdbcSplit split) {
        return Optional.empty();
    }

    /**
     * How a scan is read: it may be cut into parts, to be read at once, unless it is limited, because a limit holds for all
     * of a scan.
     *
     * @param transaction until whose {@link #ended end} whatever the parts need is kept open
     * @return what finds the parts, at least one, and may block; empty if this scan is read whole, by itself
     */
    default Optional<Supplier<List<JdbcSplit>>> parts(ConnectorTransactionHandle transaction, ConnectorSession session,
            RemoteQuery query, ConnectionPool pool) {
        return Optional.empty();
    }

    /** Writes rows in a way of the source's own; empty if its driver's batches are to be used. Does not block. */
    default Optional<RowSink> rowSink(JdbcWriteHandle handle, ConnectionPool pool, SourceErrors errors) {
        return Optional.empty();
    }

    /** A column, read as a value that compares, which is another one whenever the row has been changed. */
    default Optional<RemoteColumn> rowVersion() {
        return Optional.empty();
    }

    /**
     * A scan is going to be read. All scans of a statement are told of before the first of them is asked for its parts.
     * Does not block.
     */
    default void foresee(ConnectorTransactionHandle transaction, ConnectorSession session) {}

    /** A statement of the engine is over, well or not: no split of it will begin any more. Must not throw. */
    default void ended(ConnectorSession session) {}

    /** A transaction of the engine begins. */
    default void begun(ConnectorTransactionHandle transaction) {}

    /** A transaction of the engine is over, well or not: no split of it will begin any more. Must not throw. */
    default void ended(ConnectorTransactionHandle transaction) {}

    Dialect dialect();

    SourceCatalog catalog();

    SourceTypes types();

    SourceDdl ddl();
}
