package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.airlift.units.Duration;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * The connections of one catalog. Starts without the source, and holds none open that nobody used for a while. Waiting
 * for a busy connection and opening a new one have their own limits, because a crowd may wait longer than a dead host; a
 * {@link Circuit} keeps the crowd from waiting for a host that is dead.
 *
 * <p>
 * Safe for all threads. A {@link Lease} must be closed by whoever took it.
 */
public class ConnectionPool {
    /** Held strongly: java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger HIKARI_LOG = Logger.getLogger("com.zaxxer.hikari");

    /** How sources refuse one connection more: PostgreSQL, MySQL, MySQL for a user. */
    private static final Set<String> TOO_MANY = Set.of("53300", "08004", "42000");

    private final SourceErrors errors;
    private final DriverDataSource connections;
    private final HikariDataSource pool;
    private final Semaphore permits;
    private final int sizeMax;
    private final int waitingMax;
    private final Duration waitTimeout;
    private final Circuit circuit = new Circuit(Clock.systemUTC());

    @Inject
    public ConnectionPool(CatalogName catalog, JdbcSource source, JdbcConfig config, CredentialSource credentials,
            SourceErrors errors) {
        // The pool's tidings are of no use to an operator; what fails reaches the query that failed
        HIKARI_LOG.setLevel(Level.SEVERE);
        this.errors = errors;
        this.connections = new DriverDataSource(source, config, credentials);
        this.sizeMax = config.getPoolSizeMax();
        this.permits = new Semaphore(sizeMax, true);
        this.waitingMax = config.getPoolWaitingMax();
        this.waitTimeout = config.getPoolWaitTimeout();
        this.pool = new HikariDataSource(hikari(catalog, config));
    }

    private HikariConfig hikari(CatalogName catalog, JdbcConfig config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("catalog-" + catalog);
        hikari.setDataSource(connections);
        hikari.setMaximumPoolSize(sizeMax);
        hikari.setMinimumIdle(0);
        hikari.setIdleTimeout(Math.max(10_000, config.getPoolIdleTimeout().toMillis()));
        hikari.setConnectionTimeout(Math.max(1_000, config.getConnectionTimeout().toMillis()));
        hikari.setValidationTimeout(Math.max(500, config.getConnectionTimeout().toMillis() / 2));
        // The catalog exists whether or not its source is up
        hikari.setInitializationFailTimeout(-1);
        return hikari;
    }

    /** Takes a connection, in auto-commit mode. */
    public Lease lease() {
        acquirePermit();
        return permitted();
    }

    /** Takes a connection unless all are in use. */
    public Optional<Lease> tryLease() {
        return tryAcquirePermit() ? Optional.of(permitted()) : Optional.empty();
    }

    private Lease permitted() {
        Optional<Circuit.State> down = circuit.enter();
        if (down.isPresent()) {
            permits.release();
            throw errors.down(down.get().since().orElseThrow(), down.get().error().orElseThrow());
        }
        try {
            Lease lease = new Lease(take());
            circuit.succeeded();
            return lease;
        } catch (SQLException e) {
            permits.release();
            if (e.getCause() instanceof InterruptedException) {
                // Says nothing of the source
                circuit.leave();
                throw interrupted(e);
            }
            circuit.failed(errors.reason(e));
            throw errors.of(e);
        } catch (RuntimeException e) {
            circuit.leave();
            permits.release();
            throw e;
        }
    }

    /**
     * From the pool. If none is idle, this thread opens one: the pool would open those of many who come together one after
     * another, and would say late why it cannot.
     */
    private Connection take() throws SQLException {
        if (pool.getHikariPoolMXBean().getIdleConnections() > 0) {
            return pool.getConnection();
        }
        Optional<Connection> opened = open();
        try {
            return pool.getConnection();
        } finally {
            opened.ifPresent(connections::unneeded);
        }
    }

    private Optional<Connection> open() throws SQLException {
        try {
            return Optional.of(connections.prime());
        } catch (SQLException e) {
            if (TOO_MANY.contains(String.valueOf(e.getSQLState()))
                    && pool.getHikariPoolMXBean().getTotalConnections() > 0) {
                // One of ours may be given back
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Not before those who wait already: with many who come and go, they would wait for ever. */
    private boolean tryAcquirePermit() {
        return !permits.hasQueuedThreads() && permits.tryAcquire();
    }

    private void acquirePermit() {
        if (tryAcquirePermit()) {
            return;
        }
        if (permits.getQueueLength() >= waitingMax) {
            throw errors.queueFull(leased(), permits.getQueueLength());
        }
        try {
            if (!permits.tryAcquire(waitTimeout.toMillis(), MILLISECONDS)) {
                throw errors.poolExhausted(leased(), permits.getQueueLength(), waitTimeout.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private static TrinoException interrupted(Exception cause) {
        return new TrinoException(StandardErrorCode.GENERIC_INTERNAL_ERROR,
                "Interrupted while waiting for a connection", cause);
    }

    /** Runs one piece of work on a connection of its own. */
    public <T> T with(Work<T> work) {
        try (Lease lease = lease()) {
            return work.run(lease.connection());
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    /** Runs one piece of work on a connection beyond the pool's limit: to end what one of the others does. */
    public <T> T aside(Work<T> work) throws SQLException {
        try (Connection connection = connections.open()) {
            return work.run(connection);
        }
    }

    /** Connections that nobody holds right now. */
    public int free() {
        return permits.availablePermits();
    }

    /** Connections that somebody holds right now. */
    public int leased() {
        return sizeMax - permits.availablePermits();
    }

    /** How the source and its connections are, right now. */
    SourceState state(String catalog, String product, String address) {
        Circuit.State known = circuit.state();
        return new SourceState(catalog, product, address, known.condition().name(), known.since(), known.error(),
                sizeMax, leased(), pool.getHikariPoolMXBean().getIdleConnections(), permits.getQueueLength(),
                connections.opened(), circuit.failures());
    }

    public void close() {
        pool.close();
        connections.close();
    }

    /** Something done with a connection that stays the pool's. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** A connection on loan. Closing it more than once is harmless; other methods belong to one thread at a time. */
    public final class Lease implements AutoCloseable {
        private final Connection connection;
        private boolean discarded;
        private boolean returned;

        private Lease(Connection connection) {
            this.connection = connection;
        }

        public Connection connection() {
            return connection;
        }

        /** Makes sure that nobody gets this connection again: it is broken, or a cancel may still be on its way to it. */
        public synchronized void discard() {
            discarded = true;
        }

        @Override
        public synchronized void close() {
            if (returned) {
                return;
            }
            returned = true;
            try {
                if (discarded) {
                    // Closes it, now: to be returned it would have to be reset
                    pool.evictConnection(connection);
                } else {
                    connection.close();
                }
            } catch (SQLException _) {
                // The pool drops a connection that it cannot reset
            } finally {
                permits.release();
            }
        }
    }
}
