package io.blueshift.server.statements;

import com.google.inject.Inject;
import io.blueshift.server.catalog.CatalogFiles;
import io.blueshift.server.secrets.SecretStore;
import io.trino.FullConnectorSession;
import io.trino.security.AccessControl;
import io.trino.security.SecurityContext;
import io.trino.spi.QueryId;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.procedure.Procedure.Argument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * The procedures that CREATE SECRET, ALTER SECRET and DROP SECRET become. They do not take a value: it was kept aside when
 * the statement came in. Whoever may create a catalog of some name may create a secret of that name.
 */
public final class SecretProcedures {
    private static final MethodHandle STORE = handle("store", MethodType.methodType(void.class, String.class,
            String.class, ConnectorSession.class));
    private static final MethodHandle DROP = handle("drop", MethodType.methodType(void.class, String.class,
            Boolean.class, ConnectorSession.class));

    private final SecretStore store;
    private final PendingStatements pending;
    private final AccessControl access;
    private final CatalogFiles catalogs;

    @Inject
    SecretProcedures(SecretStore store, PendingStatements pending, AccessControl access,
            CatalogFiles catalogs) {
        this.store = requireNonNull(store, "store is null");
        this.pending = requireNonNull(pending, "pending is null");
        this.access = requireNonNull(access, "access is null");
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
    }

    Procedure storing() {
        return new Procedure("runtime", "store_secret", List.of(new Argument("NAME", VARCHAR),
                new Argument("MODE", VARCHAR)), STORE.bindTo(this));
    }

    Procedure dropping() {
        return new Procedure("runtime", "drop_secret", List.of(new Argument("NAME", VARCHAR),
                new Argument("IF_EXISTS", BOOLEAN)), DROP.bindTo(this));
    }

    /** Called by the engine. */
    public void store(String name, String mode, ConnectorSession session) {
        access.checkCanCreateCatalog(context(session), name);
        String value = pending.takeSecret(new QueryId(session.getQueryId()))
                .orElseThrow(() -> new TrinoException(StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                        "A secret's value comes with the statement CREATE SECRET name AS 'value' or ALTER SECRET"));
        switch (StoreMode.valueOf(mode)) {
            case CREATE -> {
                if (!store.create(name, value)) {
                    throw new TrinoException(StandardErrorCode.ALREADY_EXISTS,
                            "Secret '%s' already exists; ALTER SECRET changes it".formatted(name));
                }
            }
            case CREATE_IF_NOT_EXISTS -> store.create(name, value);
            case REPLACE -> store.put(name, value);
            case ALTER -> {
                if (!store.change(name, value)) {
                    throw missing(name);
                }
            }
        }
    }

    /** Called by the engine. */
    public void drop(String name, Boolean ifExists, ConnectorSession session) {
        access.checkCanDropCatalog(context(session), name);
        List<String> referring = catalogs.referringTo(name);
        if (!referring.isEmpty()) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Secret '%s' cannot be dropped: catalogs refer to it: %s".formatted(name,
                            String.join(", ", referring)));
        }
        if (!store.drop(name) && !Boolean.TRUE.equals(ifExists)) {
            throw missing(name);
        }
    }

    private static TrinoException missing(String name) {
        return new TrinoException(StandardErrorCode.NOT_FOUND, "There is no secret '%s'".formatted(name));
    }

    private static SecurityContext context(ConnectorSession session) {
        return ((FullConnectorSession) session).getSession().toSecurityContext();
    }

    private static MethodHandle handle(String name, MethodType type) {
        try {
            return MethodHandles.lookup().findVirtual(SecretProcedures.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
