package io.blueshift.store.connector;

import io.trino.spi.connector.ConnectorTableExecuteHandle;

import java.util.OptionalLong;

/**
 * What {@code ALTER TABLE ... EXECUTE} is to do.
 *
 * @param argument bytes or milliseconds
 */
public record LocalExecuteHandle(LocalTableHandle table, Procedure procedure, OptionalLong argument)
        implements
            ConnectorTableExecuteHandle {

    /** The table procedures. */
    public enum Procedure {
        OPTIMIZE, EXPIRE_SNAPSHOTS
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(procedure, table.name());
    }
}
