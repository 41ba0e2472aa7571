package io.blueshift.benchmarks.cancel;

import io.trino.jdbc.TrinoStatement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a query that a client starts and, where wanted, cancels. One thread calls it. */
public final class CancelledRun implements AutoCloseable {
    private static final long CLIENT_SECONDS = 1;

    private final Statement statement;
    private final Thread client;
    private final CompletableFuture<String> queryId = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final long begin = System.nanoTime();

    private CancelledRun(Connection connection, String sql) throws SQLException {
        this.statement = connection.createStatement();
        statement.unwrap(TrinoStatement.class).setProgressMonitor(stats -> queryId.complete(stats.getQueryId()));
        this.client = Thread.ofVirtual().start(() -> run(sql));
    }

    /** Sends the query; a thread of its own reads its rows. */
    public static CancelledRun start(Connection connection, String sql) throws SQLException {
        return new CancelledRun(connection, sql);
    }

    private void run(String sql) {
        try {
            if (statement.execute(sql)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    // Few, and nobody looks at them
                }
            }
            ended.complete(null);
        } catch (SQLException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    /** Waits until so much time has passed since the start, or the query has ended before. */
    public boolean isRunningAfter(long nanos) throws InterruptedException {
        try {
            queryId.get();
            ended.get(Math.max(1, begin + nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            return false;
        } catch (TimeoutException _) {
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Nanoseconds since the start. */
    public long age() {
        return System.nanoTime() - begin;
    }

    /**
     * Cancels the query as a client does.
     *
     * @return the nanoseconds until the server had stopped working for it; negative if it was through before
     */
    public long cancel(ServerActivity activity, long patienceNanos) throws Exception {
        long from = System.nanoTime();
        statement.cancel();
        long still = activity.awaitStill(queryId.get(), from, patienceNanos);
        return hasReadAll() ? -1 : still;
    }

    /**
     * Trino's driver leaves a thread that reads rows waiting for ever when the statement is cancelled after the thread has
     * its result set and before the driver's own thread has begun to fetch for it; so this does not.
     */
    private boolean hasReadAll() throws InterruptedException {
        try {
            ended.get(CLIENT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        client.interrupt();
        statement.close();
    }
}
