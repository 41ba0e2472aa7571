package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import com.google.inject.Provider;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.procedure.Procedure.Argument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * {@code CALL cat.system.execute(query => '...')}: runs a statement in the source's own SQL. Not in a transaction that
 * we begin: some statements refuse that, and one alone needs none.
 */
public class SystemExecute implements Provider<Procedure> {
    private static final MethodHandle EXECUTE;

    static {
        try {
            EXECUTE = MethodHandles.lookup().findVirtual(SystemExecute.class, "execute",
                    MethodType.methodType(void.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final MetadataCache cache;

    @Inject
    public SystemExecute(ConnectionPool pool, SourceErrors errors, MetadataCache cache) {
        this.pool = pool;
        this.errors = errors;
        this.cache = cache;
    }

    @Override
    public Procedure get() {
        return new Procedure("system", "execute", List.of(new Argument("QUERY", VARCHAR)), EXECUTE.bindTo(this));
    }

    /** The procedure's body; public for the method handle only. */
    public void execute(String query) {
        if (query == null || query.isBlank()) {
            throw new TrinoException(StandardErrorCode.INVALID_PROCEDURE_ARGUMENT, "The query is empty");
        }
        try (ConnectionPool.Lease lease = pool.lease(); Statement statement = lease.connection().createStatement()) {
            try {
                statement.execute(query);
            } finally {
                // It may have changed the session, in which nobody else should find himself
                lease.discard();
                cache.forget();
            }
        } catch (SQLException e) {
            throw errors.ofWritten(e, query);
        }
    }
}
