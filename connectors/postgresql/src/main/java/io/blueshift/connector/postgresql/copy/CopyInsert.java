package io.blueshift.connector.postgresql.copy;

import io.airlift.slice.Slices;
import io.blueshift.connector.jdbc.ConnectionPool;
import io.blueshift.connector.jdbc.JdbcWriteHandle;
import io.blueshift.connector.jdbc.RowSink;
import io.blueshift.connector.jdbc.SourceErrors;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.stream.Collectors.joining;

/** Adds rows by one COPY in the binary format, which is a transaction of its own. */
public final class CopyInsert implements RowSink {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int BYTES_PER_MESSAGE = 1 << 16;

    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final String sql;
    private final List<ColumnEncoder> encoders;
    private final CopyBuffer buffer = new CopyBuffer();

    private ConnectionPool.Lease lease;
    private PgConnection connection;
    private CopyIn copy;

    private CopyInsert(String sql, List<ColumnEncoder> encoders, ConnectionPool pool, SourceErrors errors) {
        this.sql = sql;
        this.encoders = encoders;
        this.pool = pool;
        this.errors = errors;
    }

    /**
     * @param json the engine's type for JSON
     * @return empty if a column has no encoder
     */
    public static Optional<RowSink> of(JdbcWriteHandle handle, Dialect dialect, Type json, ConnectionPool pool,
            SourceErrors errors) {
        ColumnEncoders known = new ColumnEncoders(json);
        List<ColumnEncoder> encoders = handle.columns().stream().flatMap(column -> known.encoder(column).stream())
                .toList();
        if (encoders.size() < handle.columns().size()) {
            return Optional.empty();
        }
        String sql = "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(
                new SqlRenderer(dialect).table(handle.staging()),
                handle.columns().stream().map(column -> dialect.quote(column.name())).collect(joining(", ")));
        return Optional.of(new CopyInsert(sql, encoders, pool, errors));
    }

    @Override
    public void append(Page page) {
        try {
            if (copy == null) {
                open();
            }
            List<Block> blocks = new ArrayList<>();
            for (int channel = 0; channel < encoders.size(); channel++) {
                blocks.add(page.getBlock(channel));
            }
            for (int position = 0; position < page.getPositionCount(); position++) {
                encode(blocks, position);
                if (buffer.length() >= BYTES_PER_MESSAGE) {
                    send();
                }
            }
        } catch (SQLException e) {
            throw errors.of(e, sql);
        }
    }

    private void open() throws SQLException {
        connect(pool.lease());
        copy = connection.getCopyAPI().copyIn(sql);
        buffer.put(Slices.wrappedBuffer(SIGNATURE));
        // No flags, and no extension of the header
        buffer.putInt(0);
        buffer.putInt(0);
    }

    private synchronized void connect(ConnectionPool.Lease leased) throws SQLException {
        lease = leased;
        connection = leased.connection().unwrap(PgConnection.class);
    }

    private void encode(List<Block> blocks, int position) {
        buffer.putShort(blocks.size());
        for (int channel = 0; channel < blocks.size(); channel++) {
            Block block = blocks.get(channel);
            if (block.isNull(position)) {
                buffer.putInt(NULL);
            } else {
                encoders.get(channel).encode(block, position, buffer);
            }
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.bytes(), 0, buffer.length());
        buffer.clear();
    }

    @Override
    public void commit() {
        if (lease == null) {
            return;
        }
        try {
            buffer.putShort(END);
            send();
            copy.endCopy();
            release();
        } catch (SQLException e) {
            throw errors.of(e, sql);
        } finally {
            discard();
        }
    }

    /** Not while the connection is given to somebody else. */
    @Override
    public synchronized void cancel() {
        if (lease != null) {
            try {
                connection.cancelQuery();
            } catch (SQLException _) {
                // Over already
            }
        }
    }

    @Override
    public synchronized void discard() {
        if (lease != null) {
            if (copy != null && copy.isActive()) {
                cut();
            }
            // A cancel may still be on its way
            lease.discard();
            release();
        }
    }

    /** A connection within a COPY ends in no other way; nothing of what was sent stays. */
    private void cut() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            // Then it is closed with the others that nobody wants
        }
    }

    private synchronized void release() {
        lease.close();
        lease = null;
    }
}
