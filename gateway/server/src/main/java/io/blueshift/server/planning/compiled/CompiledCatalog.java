package io.blueshift.server.planning.compiled;

import io.trino.connector.CatalogHandle;
import io.trino.metadata.TableHandle;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.connector.CatalogVersion;

import static io.trino.connector.CatalogHandle.createRootCatalogHandle;

/**
 * The name of the internal catalog. A user's catalog of the same name is another one: it has another version.
 */
public final class CompiledCatalog {
    /** The handle that marks tables, splits and page sources of the executor. */
    public static final CatalogHandle HANDLE = createRootCatalogHandle(new CatalogName("compiled"),
            new CatalogVersion("blueshift"));

    private CompiledCatalog() {}

    static boolean owns(TableHandle table) {
        return table.catalogHandle().equals(HANDLE);
    }

    static CompiledPlan plan(TableHandle table) {
        return ((CompiledTableHandle) table.connectorHandle()).plan();
    }

    /** The table that stands for the plan. */
    public static TableHandle table(CompiledPlan plan) {
        return new TableHandle(HANDLE, new CompiledTableHandle(plan), new CompiledTransactionHandle(plan.id()));
    }
}
