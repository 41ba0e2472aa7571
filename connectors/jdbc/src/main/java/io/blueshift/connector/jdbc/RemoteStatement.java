package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.SqlText;
import io.trino.spi.Page;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One query running in a source, read through its driver's results. */
public final class RemoteStatement implements PageReader {
    private final JdbcSource source;
    private final SourceErrors errors;
    private final ConnectionPool pool;
    private final Supplier<RemoteQuery> question;
    private final List<RemoteColumn> columns;
    private final ResultPages.Factory factory;
    private final Supplier<ConnectionPool.Lease> connections;
    private final ConnectionWait wait = new ConnectionWait();

    private SqlText query;
    private ConnectionPool.Lease lease;
    private PreparedStatement statement;
    private volatile boolean cancelled;
    private ResultSet rows;
    private ResultPages pages;
    private boolean exhausted;

    /** Read value by value, over a connection of the pool. */
    RemoteStatement(JdbcSource source, RemoteScan scan) {
        this(source, scan, _ -> new ReaderPages(scan.columns(), source.types(), scan.errors()), scan.pool()::lease);
    }

    /** @param connections asked once for the connection to read over */
    public RemoteStatement(JdbcSource source, RemoteScan scan, ResultPages.Factory pages,
            Supplier<ConnectionPool.Lease> connections) {
        this.source = source;
        this.errors = scan.errors();
        this.pool = scan.pool();
        this.question = scan.query();
        this.columns = scan.columns();
        this.factory = pages;
        this.connections = connections;
    }

    @Override
    public Optional<Page> nextPage() {
        if (exhausted) {
            return Optional.empty();
        }
        try {
            if (rows == null) {
                open();
            }
            exhausted = !pages.fill(rows, query.display());
        } catch (SQLException e) {
            throw cancelled
                    ? new TrinoException(StandardErrorCode.USER_CANCELED, "Cancelled", e)
                    : errors.of(e, query.display());
        } finally {
            if (exhausted) {
                release();
            }
        }
        Page page = pages.take();
        return page.getPositionCount() == 0 ? Optional.empty() : Optional.of(page);
    }

    @Override
    public long receivedBytes() {
        return pages == null ? 0 : pages.receivedBytes();
    }

    private void open() throws SQLException {
        query = new SqlRenderer(source.dialect()).render(question.get());
        PreparedStatement prepared = prepare(wait.run(connections));
        source.stream(prepared, columns.size());
        int index = 0;
        for (Literal literal : query.parameters()) {
            index++;
            source.types().writer(literal.value().getType(), literal.remoteType()).write(prepared, index,
                    literal.value().getValue());
        }
        if (cancelled) {
            throw new SQLException("cancelled before it started");
        }
        query = new SqlText(query.sql(), List.of(), query.display());
        rows = prepared.executeQuery();
        pages = factory.of(rows);
    }

    private synchronized PreparedStatement prepare(ConnectionPool.Lease leased) throws SQLException {
        lease = leased;
        Connection connection = lease.connection();
        connection.setAutoCommit(false);
        statement = connection.prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        return statement;
    }

    /** Not while {@link #release} gives the connection to somebody else. */
    @Override
    public synchronized void cancel() {
        cancelled = true;
        wait.callOff();
        if (statement != null) {
            try {
                source.end(statement, pool);
            } catch (SQLException | RuntimeException _) {
                // Already over, or the source is gone: then reading ends by itself
            }
        }
    }

    @Override
    public synchronized void cut() {
        try {
            if (lease != null) {
                lease.connection().abort(Runnable::run);
            }
        } catch (SQLException _) {
            // Then it is cut already
        }
    }

    @Override
    public synchronized void release() {
        if (lease == null) {
            return;
        }
        if (cancelled) {
            // The request may still be on its way, and must not meet somebody else's statement
            lease.discard();
        } else if (!exhausted && rows != null && source.abandonByCancel()) {
            cancel();
            lease.discard();
        }
        closeStatement();
        lease.close();
        lease = null;
        statement = null;
    }

    /** A driver whose connection was cut may fail in other ways than it declares. */
    private void closeStatement() {
        try {
            if (statement != null) {
                statement.close();
            }
            lease.connection().rollback();
        } catch (SQLException | RuntimeException _) {
            lease.discard();
        }
    }
}
