package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.error.StoreErrors;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.TableNotFoundException;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.procedure.Procedure.Argument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;

/** {@code CALL local.system.rollback_to_version('schema', 'table', 7)}: rows and columns become those of version 7. */
public final class RollbackProcedure {
    private static final MethodHandle ROLL_BACK;

    static {
        try {
            ROLL_BACK = MethodHandles.lookup().findVirtual(
                    RollbackProcedure.class,
                    "rollBack",
                    MethodType.methodType(
                            void.class,
                            ConnectorAccessControl.class,
                            String.class,
                            String.class,
                            Long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LocalStore store;
    private final StoreErrors errors;

    RollbackProcedure(LocalStore store, StoreErrors errors) {
        this.store = store;
        this.errors = errors;
    }

    Procedure get() {
        return new Procedure(
                "system",
                "rollback_to_version",
                List.of(
                        new Argument("SCHEMA_NAME", VARCHAR),
                        new Argument("TABLE_NAME", VARCHAR),
                        new Argument("VERSION", BIGINT)),
                ROLL_BACK.bindTo(this));
    }

    /** Called by the engine. */
    public void rollBack(ConnectorAccessControl access, String schema, String table, Long version) {
        SchemaTableName name = new SchemaTableName(schema, table);
        access.checkCanInsertIntoTable(null, name, Optional.empty());
        access.checkCanDeleteFromTable(null, name, Optional.empty());
        try {
            UUID id = store.names().table(name).orElseThrow(() -> new TableNotFoundException(name));
            store.table(id).rollBackTo(version);
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }
}
