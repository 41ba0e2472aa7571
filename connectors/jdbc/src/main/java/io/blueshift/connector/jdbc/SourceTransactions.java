package io.blueshift.connector.jdbc;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import static com.google.common.base.Throwables.throwIfUnchecked;

/**
 * Changes a source in one transaction, all of it or nothing. The statements run on a thread that may wait for the source;
 * whoever is interrupted while it waits for them, as the engine does when a query ends before its time, has them
 * cancelled at the source, and so has {@link #end}, which the engine calls where it interrupts nobody. Nothing is ever
 * tried twice. One per engine transaction; safe for all threads.
 */
class SourceTransactions {
    private final JdbcSource source;
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final BlockingWork work;
    private final Map<Statements, Future<?>> running = new ConcurrentHashMap<>();
    private volatile boolean over;

    SourceTransactions(JdbcSource source, ConnectionPool pool, SourceErrors errors, BlockingWork work) {
        this.source = source;
        this.pool = pool;
        this.errors = errors;
        this.work = work;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Body<T> {
        T run(Statements statements) throws SQLException;
    }

    /** @throws TrinoException if a statement fails, after which nothing has changed */
    <T> T run(Body<T> body) {
        ConnectionPool.Lease lease = pool.lease();
        Statements statements = new Statements(lease.connection());
        CompletableFuture<T> result = work.submit(() -> run(lease, statements, body));
        running.put(statements, result);
        try {
            if (over) {
                cancel(statements, result);
            }
            return result.get();
        } catch (ExecutionException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            cancel(statements, result);
            Thread.currentThread().interrupt();
            throw new TrinoException(StandardErrorCode.USER_CANCELED, "Cancelled", e);
        } finally {
            running.remove(statements);
        }
    }

    /** The engine's transaction is over: what still runs is cancelled, and nothing begins any more. */
    void end() {
        over = true;
        running.forEach(this::cancel);
    }

    private <T> T run(ConnectionPool.Lease lease, Statements statements, Body<T> body) {
        try (lease) {
            try {
                if (over) {
                    throw new TrinoException(StandardErrorCode.USER_CANCELED, "The transaction is over");
                }
                statements.connection.setAutoCommit(false);
                T result = body.run(statements);
                statements.end();
                statements.connection.commit();
                return result;
            } catch (SQLException e) {
                rollback(lease);
                throw errors.of(e, statements.shown);
            } catch (RuntimeException e) {
                rollback(lease);
                throw e;
            } finally {
                if (statements.cancelled) {
                    // The request may still be on its way, and must not meet somebody else's statement
                    lease.discard();
                }
            }
        }
    }

    private static void rollback(ConnectionPool.Lease lease) {
        try {
            lease.connection().rollback();
        } catch (SQLException _) {
            lease.discard();
        }
    }

    private void cancel(Statements statements, Future<?> result) {
        try {
            BlockingWork.cancel(() -> statements.cancel(source, pool), result);
        } catch (InterruptedException _) {
            // Told twice; the source has been told, too
        }
    }

    /** The statements of one transaction, one at a time. */
    static final class Statements {
        private final Connection connection;
        private Statement current;
        private String shown = "";
        private volatile boolean cancelled;

        private Statements(Connection connection) {
            this.connection = connection;
        }

        /** To ask what does not change anything. */
        Connection connection() {
            return connection;
        }

        /** @param display the statement as errors show it */
        PreparedStatement prepare(String sql, String display) throws SQLException {
            shown = display;
            PreparedStatement prepared = connection.prepareStatement(sql);
            begin(prepared);
            return prepared;
        }

        /** @return how many rows were changed */
        long update(String sql) throws SQLException {
            try (PreparedStatement statement = prepare(sql, sql)) {
                return statement.executeLargeUpdate();
            }
        }

        /** Runs a statement that has no parameters, and whose question marks are none. */
        void execute(String sql) throws SQLException {
            shown = sql;
            try (Statement statement = connection.createStatement()) {
                begin(statement);
                statement.execute(sql);
            }
        }

        private synchronized void begin(Statement statement) throws SQLException {
            if (cancelled) {
                throw new SQLException("cancelled before it started");
            }
            current = statement;
        }

        /** Nothing is left to be cancelled, but for what has been. */
        private synchronized void end() throws SQLException {
            begin(null);
        }

        private synchronized void cancel(JdbcSource source, ConnectionPool pool) {
            cancelled = true;
            try {
                if (current != null) {
                    source.end(current, pool);
                }
            } catch (SQLException | RuntimeException _) {
                // Over already
            }
        }
    }
}
