package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.ConnectionPool;
import io.trino.spi.connector.ConnectorTransactionHandle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The exported snapshots of a catalog. A snapshot is one state of the database, in which several connections read: one
 * exports it and must keep its transaction open until the last of the others has begun; after that each stands on its own.
 * The exporting connection is given back then, or when the engine's transaction is over, whatever became of it.
 *
 * <p>
 * Who exports a snapshot holds one connection while others wait for theirs. So that not all are held by those who wait, a
 * quarter of the pool exports at most; who gets no turn reads in one part. Safe for all threads.
 */
public final class Snapshots {
    private static final int SHARE_OF_POOL = 4;
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final Semaphore turns;
    private final Set<ConnectorTransactionHandle> transactions = ConcurrentHashMap.newKeySet();
    private final Map<String, Snapshot> open = new ConcurrentHashMap<>();

    public Snapshots(int poolSizeMax) {
        this.turns = new Semaphore(Math.max(1, poolSizeMax / SHARE_OF_POOL));
    }

    /** Snapshots are exported for transactions that have begun and are not over. */
    public void begun(ConnectorTransactionHandle transaction) {
        transactions.add(transaction);
    }

    /**
     * Exports the present state.
     *
     * @param readers that will begin
     * @return the snapshot's name; empty if no connection is free for it now, or the server does not export
     */
    public Optional<String> export(ConnectorTransactionHandle transaction, ConnectionPool pool, int readers) {
        if (!turns.tryAcquire()) {
            return Optional.empty();
        }
        ConnectionPool.Lease lease = null;
        try {
            Optional<ConnectionPool.Lease> leased = pool.tryLease();
            if (leased.isEmpty()) {
                turns.release();
                return Optional.empty();
            }
            lease = leased.get();
            String name = export(lease.connection());
            open.put(name, new Snapshot(transaction, lease, new AtomicInteger(readers)));
            if (!transactions.contains(transaction)) {
                // Cancelled meanwhile; who ended it did not see the snapshot
                close(name);
                return Optional.empty();
            }
            return Optional.of(name);
        } catch (SQLException | RuntimeException _) {
            // Reading in one part will tell what is wrong, if anything is
            turns.release();
            if (lease != null) {
                lease.discard();
                lease.close();
            }
            return Optional.empty();
        }
    }

    private static String export(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
            try (ResultSet rows = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** Begins a transaction in that state. */
    void begin(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN + "; SET TRANSACTION SNAPSHOT '" + name.replace("'", "''") + "'");
        }
        Snapshot snapshot = open.get(name);
        if (snapshot != null && snapshot.waiting().decrementAndGet() == 0) {
            close(name);
        }
    }

    /** Gives back what the transaction's snapshots hold. */
    public void ended(ConnectorTransactionHandle transaction) {
        transactions.remove(transaction);
        List<String> names = open.entrySet().stream().filter(entry -> entry.getValue().owner().equals(transaction))
                .map(Map.Entry::getKey).toList();
        names.forEach(this::close);
    }

    private void close(String name) {
        Snapshot snapshot = open.remove(name);
        if (snapshot == null) {
            return;
        }
        try (ConnectionPool.Lease lease = snapshot.lease();
                Statement statement = lease.connection().createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException _) {
            snapshot.lease().discard();
        } finally {
            turns.release();
        }
    }

    private record Snapshot(ConnectorTransactionHandle owner, ConnectionPool.Lease lease, AtomicInteger waiting) {}
}
