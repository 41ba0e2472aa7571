package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.ConnectionPool;
import io.trino.spi.connector.ConnectorTransactionHandle;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The state of the database in which one statement of the engine reads: who has yet to begin, and the connection that
 * keeps the state until then. Begins with the first scan. Safe for all threads.
 */
final class StatementSnapshot {
    private static final int ANSWER_SECONDS_MAX = 5;

    private final ConnectorTransactionHandle transaction;
    private final AtomicInteger scans = new AtomicInteger(1);
    /** Scans of which nobody knows the readers, and readers that have not begun; at 0 it is over. */
    private final AtomicInteger waiting = new AtomicInteger(1);
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CompletableFuture<Optional<String>> name = new CompletableFuture<>();
    private final AtomicReference<Keeper> keeper = new AtomicReference<>();
    private volatile boolean over;

    StatementSnapshot(ConnectorTransactionHandle transaction) {
        this.transaction = transaction;
    }

    /** A connection that keeps the state. */
    private record Keeper(ConnectionPool.Lease lease, Runnable whenReleased) {}

    ConnectorTransactionHandle transaction() {
        return transaction;
    }

    int scans() {
        return scans.get();
    }

    /** Counts one more scan; false if all that were known have begun, and the state is not kept any more. */
    boolean add() {
        if (waiting.getAndUpdate(before -> before == 0 ? 0 : before + 1) == 0) {
            return false;
        }
        scans.incrementAndGet();
        return true;
    }

    /** The name of the state for one of the scans; exported by whoever asks first, while the others wait for it. */
    Optional<String> join(int readers, Supplier<Optional<String>> export) {
        waiting.addAndGet(readers - 1);
        if (asked.compareAndSet(false, true)) {
            try {
                name.complete(export.get());
            } finally {
                name.complete(Optional.empty());
            }
        }
        return name.join();
    }

    /** @param whenReleased called once, when the connection is given back */
    void keep(ConnectionPool.Lease lease, Runnable whenReleased) {
        keeper.set(new Keeper(lease, whenReleased));
        if (over) {
            // Cancelled meanwhile; who ended it did not see the connection
            release();
        }
    }

    /** Whether the connection that keeps the state is there, and answers. */
    boolean kept() {
        Keeper kept = keeper.get();
        try {
            return kept != null && kept.lease().connection().isValid(ANSWER_SECONDS_MAX);
        } catch (SQLException _) {
            return false;
        }
    }

    /** One of the readers stands on its own now. */
    void begun() {
        if (waiting.decrementAndGet() == 0) {
            release();
        }
    }

    /** Nobody will begin any more. */
    void end() {
        over = true;
        release();
    }

    private void release() {
        Keeper kept = keeper.getAndSet(null);
        if (kept == null) {
            return;
        }
        try (ConnectionPool.Lease lease = kept.lease();
                Statement statement = lease.connection().createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException _) {
            kept.lease().discard();
        } finally {
            kept.whenReleased().run();
        }
    }
}
