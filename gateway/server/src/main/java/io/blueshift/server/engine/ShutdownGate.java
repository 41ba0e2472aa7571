package io.blueshift.server.engine;

import io.trino.plugin.base.security.DefaultSystemAccessControl;
import io.trino.spi.QueryId;
import io.trino.spi.TrinoException;
import io.trino.spi.security.Identity;

import static io.trino.spi.StandardErrorCode.SERVER_SHUTTING_DOWN;

/**
 * Refuses new queries once the server has begun to stop; apart from that it is Trino's default, which lets everybody do
 * everything. It is an access control because every query passes that first, and because the client then gets an
 * ordinary query error instead of a broken connection.
 *
 * <p>Thread-safe; once closed it stays closed.
 */
public final class ShutdownGate extends DefaultSystemAccessControl {
    private volatile boolean closed;

    /** From here on new queries fail with SERVER_SHUTTING_DOWN. */
    public void close() {
        closed = true;
    }

    @Override
    public void checkCanExecuteQuery(Identity identity, QueryId queryId) {
        if (closed) {
            throw new TrinoException(SERVER_SHUTTING_DOWN, "The server is shutting down and takes no new queries");
        }
    }
}
