package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

import static java.util.stream.Collectors.joining;

/** Adds rows by the driver's batches. */
class StagingInsert implements RowSink {
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final int batchSize;
    private final String sql;
    private final List<Type> types;
    private final List<ParameterWriter> writers;

    private ConnectionPool.Lease lease;
    private volatile PreparedStatement statement;
    private int batched;

    StagingInsert(JdbcSource source, ConnectionPool pool, SourceErrors errors, JdbcWriteHandle handle, int batchSize) {
        this.pool = pool;
        this.errors = errors;
        this.batchSize = batchSize;
        this.sql = "INSERT INTO %s (%s) VALUES (%s)".formatted(
                new SqlRenderer(source.dialect()).table(handle.staging()),
                handle.columns().stream().map(column -> source.dialect().quote(column.name())).collect(joining(", ")),
                handle.columns().stream().map(column -> source.dialect().placeholder(column.remoteType()))
                        .collect(joining(", ")));
        this.types = handle.columns().stream().map(RemoteColumn::type).toList();
        this.writers = handle.columns().stream()
                .map(column -> source.types().writer(column.type(), column.remoteType())).toList();
    }

    @Override
    public void append(Page page) {
        try {
            if (lease == null) {
                lease = pool.lease();
                lease.connection().setAutoCommit(false);
                statement = lease.connection().prepareStatement(sql);
            }
            for (int position = 0; position < page.getPositionCount(); position++) {
                bind(page, position);
                statement.addBatch();
                batched++;
                if (batched == batchSize) {
                    flush();
                }
            }
        } catch (SQLException e) {
            throw errors.of(e, sql);
        }
    }

    private void bind(Page page, int position) throws SQLException {
        for (int channel = 0; channel < writers.size(); channel++) {
            Block block = page.getBlock(channel);
            if (block.isNull(position)) {
                statement.setNull(channel + 1, Types.NULL);
            } else {
                writers.get(channel).write(statement, channel + 1,
                        TypeUtils.readNativeValue(types.get(channel), block, position));
            }
        }
    }

    private void flush() throws SQLException {
        if (batched > 0) {
            statement.executeBatch();
            batched = 0;
        }
    }

    @Override
    public void commit() {
        if (lease == null) {
            return;
        }
        try {
            flush();
            lease.connection().commit();
        } catch (SQLException e) {
            throw errors.of(e, sql);
        } finally {
            release();
        }
    }

    @Override
    public void cancel() {
        PreparedStatement running = statement;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException _) {
                // Over already
            }
        }
    }

    /** Ends the transaction without effect, unless it was committed, and gives the connection back. */
    private void release() {
        if (lease == null) {
            return;
        }
        try {
            statement.close();
            lease.connection().rollback();
        } catch (SQLException _) {
            lease.discard();
        } finally {
            lease.close();
            lease = null;
        }
    }

    /** A cancel may still be on its way. */
    @Override
    public void discard() {
        if (lease != null) {
            lease.discard();
            release();
        }
    }
}
