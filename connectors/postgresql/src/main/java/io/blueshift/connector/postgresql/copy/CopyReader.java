package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.ConnectionPool;
import io.blueshift.connector.jdbc.ConnectionWait;
import io.blueshift.connector.jdbc.PageReader;
import io.blueshift.connector.jdbc.RemoteScan;
import io.blueshift.connector.jdbc.SourceErrors;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.blueshift.pushdown.RemoteAggregation;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteJoin;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteRelation;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.RemoteText;
import io.trino.spi.Page;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.Type;
import org.postgresql.copy.CopyOut;
import org.postgresql.jdbc.PgConnection;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * One query answered by COPY. It is a transaction of its own, begun and ended by that one command, unless it reads in a
 * snapshot that others read in, too, or is of somebody's own SQL: what that calls may write, and is rolled back.
 *
 * <p>
 * While a COPY runs, its connection does nothing else, not even end: whoever asked would wait for the COPY. A scan that
 * is not read to its end is therefore cancelled at the server, and its connection is cut and thrown away.
 */
public final class CopyReader implements PageReader {
    /** The encoding of a database that does not look at its texts. */
    private static final String UNCHECKED_ENCODING = "SQL_ASCII";

    private final CopyContext context;
    private final RemoteScan scan;
    private final Optional<String> snapshot;
    /** Whether somebody's own SQL is in the query. */
    private final boolean written;
    private final SourceErrors errors;
    private final ConnectionWait wait = new ConnectionWait();

    private ConnectionPool.Lease lease;
    private PgConnection connection;
    private String display = "";
    private CopyOut copy;
    private CopyMessages messages;
    private TupleDecoder tuples;
    private volatile boolean cancelled;
    private boolean exhausted;
    private long receivedBytes;

    /** @param snapshot in which to read; else what is committed when the command begins */
    public CopyReader(CopyContext context, RemoteScan scan, Optional<String> snapshot) {
        this.context = context;
        this.scan = scan;
        this.snapshot = snapshot;
        this.written = written(scan.from());
        this.errors = scan.errors();
    }

    /** Whether every column has a decoder. */
    public static boolean reads(List<RemoteColumn> columns, Type json) {
        ColumnDecoders decoders = new ColumnDecoders(json, true);
        return columns.stream().allMatch(column -> decoders.decoder(column).isPresent());
    }

    @Override
    public Optional<Page> nextPage() {
        if (exhausted) {
            return Optional.empty();
        }
        try {
            if (copy == null) {
                open();
            }
            fill();
        } catch (SQLException e) {
            throw cancelled
                    ? new TrinoException(StandardErrorCode.USER_CANCELED, "Cancelled", e)
                    : errors.of(e, display);
        } finally {
            if (exhausted) {
                release();
            }
        }
        Page page = tuples.take();
        return page.getPositionCount() == 0 ? Optional.empty() : Optional.of(page);
    }

    private void open() throws SQLException {
        connect(wait.run(scan.pool()::lease));
        RemoteQuery query = scan.query().get();
        display = context.renderer().render(query).display();
        String sql = "COPY (" + context.renderer().withoutParameters(context.typed().apply(query))
                + ") TO STDOUT (FORMAT binary)";
        ColumnDecoders decoders = new ColumnDecoders(context.json(),
                !UNCHECKED_ENCODING.equals(connection.getParameterStatus("server_encoding")));
        List<ColumnDecoder> columns = scan.columns().stream().map(column -> decoders.decoder(column).orElseThrow())
                .toList();
        tuples = new TupleDecoder(scan.columns(), columns);
        if (cancelled) {
            throw new SQLException("cancelled before it started");
        }
        if (snapshot.isPresent()) {
            context.snapshots().begin(connection, snapshot.get());
        } else if (written) {
            execute("BEGIN");
        }
        copy = connection.getCopyAPI().copyOut(sql);
        messages = new CopyMessages(connection);
    }

    private synchronized void connect(ConnectionPool.Lease leased) throws SQLException {
        lease = leased;
        connection = leased.connection().unwrap(PgConnection.class);
    }

    private void fill() throws SQLException {
        while (!tuples.full()) {
            if (messages.next()) {
                add(messages.bytes(), messages.offset(), messages.length());
                continue;
            }
            // The end, an error, or a notice that data may follow
            byte[] message = copy.readFromCopy();
            if (message == null) {
                end();
                return;
            }
            add(message, 0, message.length);
        }
    }

    private void add(byte[] bytes, int offset, int length) {
        receivedBytes += length;
        tuples.add(bytes, offset, length, errors, display);
    }

    private void end() throws SQLException {
        exhausted = true;
        if (!tuples.ended()) {
            throw new MalformedCopyException("it ends before its end is announced");
        }
        if (snapshot.isPresent()) {
            Snapshots.verify(connection);
        }
    }

    @Override
    public long receivedBytes() {
        return receivedBytes;
    }

    /** Not while {@link #release} gives the connection to somebody else. */
    @Override
    public synchronized void cancel() {
        cancelled = true;
        wait.callOff();
        if (lease != null) {
            cancelAtServer();
        }
    }

    @Override
    public synchronized void cut() {
        if (lease != null) {
            abort();
        }
    }

    private void cancelAtServer() {
        try {
            connection.cancelQuery();
        } catch (SQLException _) {
            // Already over, or the source is gone: then reading ends by itself
        }
    }

    @Override
    public synchronized void release() {
        if (lease == null) {
            return;
        }
        if (copy != null && copy.isActive()) {
            cancelAtServer();
            abort();
            lease.discard();
        } else if (cancelled || (snapshot.isPresent() || written) && !ended()) {
            // The request may still be on its way, and must not meet somebody else's statement
            lease.discard();
        }
        lease.close();
        lease = null;
    }

    /** Ends the transaction that several commands were in; false if it has failed. */
    private boolean ended() {
        try {
            execute(written ? "ROLLBACK" : "COMMIT");
            return exhausted;
        } catch (SQLException _) {
            return false;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean written(RemoteRelation from) {
        return switch (from) {
            case RemoteTable _ -> false;
            case RemoteText _ -> true;
            case RemoteJoin join -> written(join.left().from()) || written(join.right().from());
            case RemoteAggregation groups -> written(groups.input().from());
        };
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            // Then it is closed with the others that nobody wants
        }
    }
}
