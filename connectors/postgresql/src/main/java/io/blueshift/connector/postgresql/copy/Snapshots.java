package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.ConnectionPool;
import io.blueshift.connector.jdbc.JdbcSplit;
import io.blueshift.pushdown.RemotePredicate;
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

/**
 * The exported snapshots of a catalog. A snapshot is one state of the database, in which several connections read: one
 * exports it and must keep its transaction open until the last of the others has begun; after that each stands on its own.
 * Whoever reads over one connection alone needs none; a statement of the engine that reads over more has one for all of its
 * scans and their parts. The exporting connection is given back when all scans have begun, or when the statement or its
 * transaction is over, whatever became of it.
 *
 * <p>
 * Who exports a snapshot holds one connection while others wait for theirs. So that the pool has one for each of them, a
 * statement exports only if there is room for its scans beside those of all statements that do, which leaves at least half
 * of the pool to those who read; who gets no turn reads each scan by one connection, in a state of its own. So does
 * everybody once connections were found to lead to several servers. Safe for all threads.
 */
public final class Snapshots {
    /** Not read only: what a query calls may write, as it may without a snapshot. */
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ";

    /** It ends with the statement, and nobody else should end it for doing nothing. */
    private static final String EXPORT = BEGIN
            + " READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0; SELECT pg_catalog.pg_export_snapshot()";

    /**
     * What a snapshot does not show as it was: tables that have been truncated, rewritten, replaced or renamed since. The
     * rows of {@code pg_class} are those of the snapshot, what its functions say of a table is of now, and what this
     * transaction has read it has locked.
     */
    private static final String CHANGED = """
            SELECT l.relation::pg_catalog.regclass::text
            FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation,
                pg_catalog.parse_ident(l.relation::pg_catalog.regclass::text) AS ident(path)
            WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid()
                AND (c.oid IS NULL AND pg_catalog.pg_get_indexdef(l.relation) IS NULL
                    OR c.relkind IN ('r', 'm', 'p') AND (c.relname <> path[pg_catalog.cardinality(path)]
                        OR c.relfilenode <> 0 AND c.relfilenode <> pg_catalog.pg_relation_filenode(c.oid)))
            """;

    /** Connections of the pool that are not spoken for. */
    private final Semaphore room;
    private final Set<ConnectorTransactionHandle> transactions = ConcurrentHashMap.newKeySet();
    private final Map<String, StatementSnapshot> statements = new ConcurrentHashMap<>();
    private final Map<String, StatementSnapshot> exported = new ConcurrentHashMap<>();
    /** Whether the catalog's connections were found to lead to several servers, of which each has its own states. */
    private volatile boolean scattered;

    public Snapshots(int poolSizeMax) {
        this.room = new Semaphore(poolSizeMax);
    }

    /** Snapshots are exported for transactions that have begun and are not over. */
    public void begun(ConnectorTransactionHandle transaction) {
        transactions.add(transaction);
    }

    /** One more scan of a statement is going to be read. */
    public void foresee(ConnectorTransactionHandle transaction, String statement) {
        statements.compute(statement, (_, known) -> known != null && known.add()
                ? known
                : new StatementSnapshot(transaction));
        if (!transactions.contains(transaction)) {
            // Cancelled meanwhile
            ended(statement);
        }
    }

    /** Whether a statement has several scans, as far as they are known. */
    public boolean shared(String statement) {
        StatementSnapshot snapshot = statements.get(statement);
        return snapshot != null && snapshot.scans() > 1;
    }

    /** A scan that is read by one connection: in the statement's snapshot, if there are others to see the same state. */
    public List<JdbcSplit> whole(String statement, ConnectionPool pool) {
        if (!shared(statement)) {
            return List.of(JdbcSplit.WHOLE);
        }
        Optional<String> name = join(statement, pool, 1);
        return List.of(new JdbcSplit(RemotePredicate.TRUE, name, name.isEmpty()));
    }

    /**
     * The snapshot of a statement. Whoever asks first has it exported.
     *
     * @param readers that the scan has
     * @return the snapshot's name; empty if no connection is free for it now, or the server does not export
     */
    public Optional<String> join(String statement, ConnectionPool pool, int readers) {
        StatementSnapshot snapshot = statements.get(statement);
        return snapshot == null || scattered ? Optional.empty() : snapshot.join(readers, () -> export(snapshot, pool));
    }

    private Optional<String> export(StatementSnapshot snapshot, ConnectionPool pool) {
        int share = 1 + snapshot.scans();
        if (!room.tryAcquire(share)) {
            return Optional.empty();
        }
        Optional<ConnectionPool.Lease> lease = Optional.empty();
        try {
            lease = pool.tryLease();
            if (lease.isPresent()) {
                String name = export(lease.get().connection());
                exported.put(name, snapshot);
                snapshot.keep(lease.get(), () -> {
                    exported.remove(name);
                    room.release(share);
                });
                return Optional.of(name);
            }
        } catch (SQLException | RuntimeException _) {
            // Reading without it will tell what is wrong, if anything is
            lease.ifPresent(taken -> {
                taken.discard();
                taken.close();
            });
        }
        room.release(share);
        return Optional.empty();
    }

    private static String export(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(EXPORT);
            while (!statement.getMoreResults()) {
                if (statement.getUpdateCount() < 0) {
                    throw new SQLException("no snapshot was exported");
                }
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /**
     * Begins a transaction in that state.
     *
     * @throws SQLException also if the connection that kept the state is gone
     */
    public void begin(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN + "; SET TRANSACTION SNAPSHOT '" + name.replace("'", "''") + "'");
        } catch (SQLException e) {
            throw "22023".equals(e.getSQLState()) || "42704".equals(e.getSQLState()) ? unknown(e, name) : e;
        }
        StatementSnapshot snapshot = exported.get(name);
        if (snapshot != null) {
            snapshot.begun();
        }
    }

    /**
     * Not the server's error: a snapshot that is not there sounds like a table that is not. If it is still kept, the
     * connection leads to another server, as behind a name or a balancer that stands for several.
     */
    private SQLException unknown(SQLException unknown, String name) {
        StatementSnapshot snapshot = exported.get(name);
        scattered |= snapshot != null && snapshot.kept();
        SQLException shown = scattered
                ? new SQLException("the catalog's connections lead to several servers, and the state of the database in"
                        + " which this statement reads is known to one of them; repeat the statement: from now on each"
                        + " table is read by one connection, in a state of its own", "40001")
                : new SQLException("the connection that kept the state of the database in which this statement"
                        + " reads was lost; repeat the statement", "08006");
        shown.addSuppressed(unknown);
        return shown;
    }

    /**
     * Makes sure that what was read in a snapshot is what its state held.
     *
     * @param connection which has read, and is still in the transaction
     * @throws SQLException if something has happened to a table that a snapshot does not hide
     */
    public static void verify(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(CHANGED)) {
            if (rows.next()) {
                throw new SQLException("table " + rows.getString(1) + " was truncated, rewritten, replaced or renamed"
                        + " while this statement ran; repeat the statement", "40001");
            }
        }
    }

    /** Gives back what the statement's snapshot holds. */
    public void ended(String statement) {
        StatementSnapshot snapshot = statements.remove(statement);
        if (snapshot != null) {
            snapshot.end();
        }
    }

    /** Gives back what the snapshots of a transaction's statements hold. */
    public void ended(ConnectorTransactionHandle transaction) {
        transactions.remove(transaction);
        List<String> ended = statements.entrySet().stream()
                .filter(entry -> entry.getValue().transaction().equals(transaction)).map(Map.Entry::getKey).toList();
        ended.forEach(this::ended);
    }
}
