package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import com.google.inject.Provider;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.procedure.Procedure.Argument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * {@code CALL cat.system.execute(query => '...')}: runs a statement in the source's own SQL. Not in a transaction that
 * we begin: some statements refuse that, and one alone needs none. It ends with the CALL, if somebody tells of that end:
 * the engine interrupts no procedure. Safe for all threads.
 */
public class SystemExecute implements Provider<Procedure> {
    private static final MethodHandle EXECUTE;

    static {
        try {
            EXECUTE = MethodHandles.lookup().findVirtual(SystemExecute.class, "execute",
                    MethodType.methodType(void.class, String.class, ConnectorSession.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private final JdbcSource source;
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final MetadataCache cache;
    private final BlockingWork work;
    private volatile QueryEnds ends = QueryEnds.UNTOLD;

    @Inject
    public SystemExecute(JdbcSource source, ConnectionPool pool, SourceErrors errors, MetadataCache cache,
            BlockingWork work) {
        this.source = source;
        this.pool = pool;
        this.errors = errors;
        this.cache = cache;
        this.work = work;
    }

    void watch(QueryEnds teller) {
        ends = teller;
    }

    @Override
    public Procedure get() {
        return new Procedure("system", "execute", List.of(new Argument("QUERY", VARCHAR)), EXECUTE.bindTo(this));
    }

    /** The procedure's body; public for the method handle only. */
    public void execute(String query, ConnectorSession session) {
        if (query == null || query.isBlank()) {
            throw new TrinoException(StandardErrorCode.INVALID_PROCEDURE_ARGUMENT, "The query is empty");
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        try (ConnectionPool.Lease lease = pool.lease(); Statement statement = lease.connection().createStatement()) {
            try {
                ends.whenOver(session.getQueryId(), () -> end(statement, done));
                statement.execute(query);
            } finally {
                done.complete(null);
                // It may have changed the session, in which nobody else should find himself
                lease.discard();
                cache.forget();
            }
        } catch (SQLException e) {
            throw errors.ofWritten(e, query);
        }
    }

    /** On another thread than the one that tells: it takes a connection to the source. */
    private void end(Statement statement, Future<?> done) {
        if (!done.isDone()) {
            work.submit(() -> {
                try {
                    BlockingWork.cancel(() -> request(statement), done);
                } catch (InterruptedException _) {
                    // The catalog is being closed; the pool's end closes the connection
                    Thread.currentThread().interrupt();
                }
                return null;
            });
        }
    }

    private void request(Statement statement) {
        try {
            source.end(statement, pool);
        } catch (SQLException | RuntimeException _) {
            // Over already, or the source is gone
        }
    }
}
