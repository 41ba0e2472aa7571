package io.blueshift.connector.mysql.rows;

import io.blueshift.connector.jdbc.ConnectionPool;
import io.trino.spi.connector.ConnectorTransactionHandle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections that wait for the parts of a table, each in a transaction that has begun. MySQL has no name for a state of
 * the database that another connection could read in; two transactions see the same state of a table only if nothing is
 * committed to it between their beginnings. A lock against writing keeps it so for that moment.
 *
 * <p>
 * What no part has taken when the engine's transaction is over is given back then. Safe for all threads.
 */
public final class PartTransactions {
    /** Other levels have no such state, and the server's may be another. */
    private static final String LEVEL = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    private static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
    /** While it waits for a writer's transaction, other writers wait behind it: no longer than a second, the least there is. */
    private static final String PATIENCE = "SET SESSION lock_wait_timeout = 1";

    private final Set<ConnectorTransactionHandle> transactions = ConcurrentHashMap.newKeySet();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** Connections are held for transactions that have begun and are not over. */
    public void begun(ConnectorTransactionHandle transaction) {
        transactions.add(transaction);
    }

    /**
     * Begins a transaction for each part.
     *
     * @param locked the table as SQL names it, if it is to be locked
     * @return the name under which {@link #take} gives them; empty if there are not enough free connections, or the table
     *         cannot be locked
     */
    Optional<String> begin(ConnectorTransactionHandle transaction, ConnectionPool pool, Optional<String> locked,
            int parts) {
        Queue<ConnectionPool.Lease> leases = new ArrayDeque<>();
        try {
            if (!lease(pool, parts, leases)
                    || locked.isPresent() && !beginLocked(pool, locked.get(), List.copyOf(leases))) {
                leases.forEach(ConnectionPool.Lease::close);
                return Optional.empty();
            }
            if (locked.isEmpty()) {
                begin(leases);
            }
        } catch (SQLException | RuntimeException _) {
            // Reading in one part will tell what is wrong, if anything is
            leases.forEach(PartTransactions::giveUp);
            return Optional.empty();
        }
        String name = UUID.randomUUID().toString();
        waiting.put(name, new Waiting(transaction, leases));
        if (!transactions.contains(transaction)) {
            // Cancelled meanwhile; who ended it did not see these
            ended(transaction);
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private static boolean lease(ConnectionPool pool, int count, Queue<ConnectionPool.Lease> leases) {
        while (leases.size() < count) {
            Optional<ConnectionPool.Lease> lease = pool.tryLease();
            if (lease.isEmpty()) {
                return false;
            }
            leases.add(lease.get());
        }
        return true;
    }

    private static boolean beginLocked(ConnectionPool pool, String table, List<ConnectionPool.Lease> leases)
            throws SQLException {
        Optional<ConnectionPool.Lease> locker = pool.tryLease();
        if (locker.isEmpty()) {
            return false;
        }
        boolean begun = false;
        try (Statement statement = locker.get().connection().createStatement()) {
            statement.execute(PATIENCE);
            statement.execute("LOCK TABLES " + table + " READ");
            begin(leases);
            statement.execute("UNLOCK TABLES");
            statement.execute("SET SESSION lock_wait_timeout = DEFAULT");
            begun = true;
        } finally {
            if (!begun) {
                // With the connection ends the lock
                locker.get().discard();
            }
            locker.get().close();
        }
        return true;
    }

    private static void begin(Iterable<ConnectionPool.Lease> leases) throws SQLException {
        for (ConnectionPool.Lease lease : leases) {
            Connection connection = lease.connection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(LEVEL);
                statement.execute(BEGIN);
            }
        }
    }

    /** A connection for a part, which is the part's to close; empty if the engine's transaction is over. */
    public Optional<ConnectionPool.Lease> take(String name) {
        return Optional.ofNullable(waiting.get(name)).map(Waiting::take);
    }

    /** Gives back what no part has taken. */
    public void ended(ConnectorTransactionHandle transaction) {
        transactions.remove(transaction);
        List<String> names = new ArrayList<>();
        waiting.forEach((name, entry) -> {
            if (entry.owner().equals(transaction)) {
                names.add(name);
            }
        });
        names.forEach(name -> Optional.ofNullable(waiting.remove(name)).ifPresent(Waiting::close));
    }

    private static void giveUp(ConnectionPool.Lease lease) {
        lease.discard();
        lease.close();
    }

    private record Waiting(ConnectorTransactionHandle owner, Queue<ConnectionPool.Lease> leases) {
        synchronized ConnectionPool.Lease take() {
            return leases.poll();
        }

        /** The pool rolls back what it gets. */
        synchronized void close() {
            for (ConnectionPool.Lease lease = leases.poll(); lease != null; lease = leases.poll()) {
                lease.close();
            }
        }
    }
}
