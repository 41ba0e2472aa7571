package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.SqlText;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One query running in a source, read through its driver's results. */
class RemoteStatement implements PageReader {
    private final JdbcSource source;
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final Supplier<RemoteQuery> question;
    private final List<RemoteColumn> columns;
    private final List<ColumnReader> readers;
    private final PageBuilder pages;

    private SqlText query;
    private ConnectionPool.Lease lease;
    private volatile PreparedStatement statement;
    private volatile boolean cancelled;
    private ResultSet rows;
    private boolean exhausted;

    RemoteStatement(JdbcSource source, RemoteScan scan) {
        this.source = source;
        this.pool = scan.pool();
        this.errors = scan.errors();
        this.question = scan.query();
        this.columns = scan.columns();
        this.readers = columns.stream().map(source.types()::reader).toList();
        this.pages = new PageBuilder(columns.stream().map(RemoteColumn::type).toList());
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
            fill();
        } catch (SQLException e) {
            throw cancelled
                    ? new TrinoException(StandardErrorCode.USER_CANCELED, "Cancelled", e)
                    : errors.of(e, query.display());
        } finally {
            if (exhausted) {
                release();
            }
        }
        Optional<Page> page = pages.isEmpty() ? Optional.empty() : Optional.of(pages.build());
        pages.reset();
        return page;
    }

    private void open() throws SQLException {
        lease = pool.lease();
        query = new SqlRenderer(source.dialect()).render(question.get());
        Connection connection = lease.connection();
        connection.setAutoCommit(false);
        PreparedStatement prepared = connection.prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY);
        statement = prepared;
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
        rows = prepared.executeQuery();
    }

    private void fill() throws SQLException {
        while (!pages.isFull()) {
            if (!rows.next()) {
                exhausted = true;
                return;
            }
            pages.declarePosition();
            for (int i = 0; i < readers.size(); i++) {
                read(i, pages.getBlockBuilder(i));
            }
        }
    }

    private void read(int column, BlockBuilder output) throws SQLException {
        try {
            readers.get(column).read(rows, column + 1, output);
        } catch (TrinoException e) {
            throw errors.ofValue(e, columns.get(column).name(), query.display());
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        PreparedStatement running = statement;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException _) {
                // Already over, or the source is gone: then reading ends by itself
            }
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
    }

    private void closeStatement() {
        try {
            if (statement != null) {
                statement.close();
            }
            lease.connection().rollback();
        } catch (SQLException _) {
            lease.discard();
        }
    }
}
