package io.blueshift.server.statements;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.blueshift.server.catalog.CatalogFiles;
import io.blueshift.server.secrets.SecretStore;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.procedure.Procedure;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static com.google.inject.multibindings.OptionalBinder.newOptionalBinder;
import static java.util.Objects.requireNonNull;

/** What the statements on secrets and catalogs need beside their interception: procedures and tables. */
public final class StatementsModule implements Module {
    private final SecretStore store;
    private final CatalogFiles catalogs;

    public StatementsModule(SecretStore store, CatalogFiles catalogs) {
        this.store = requireNonNull(store, "store is null");
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
    }

    @Override
    public void configure(Binder binder) {
        binder.bind(SecretStore.class).toInstance(store);
        newOptionalBinder(binder, CatalogFiles.class).setBinding().toInstance(catalogs);
        binder.bind(SecretProcedures.class).in(Scopes.SINGLETON);
        newSetBinder(binder, SystemTable.class).addBinding().to(SecretsTable.class).in(Scopes.SINGLETON);
        newSetBinder(binder, SystemTable.class).addBinding().to(CatalogsTable.class).in(Scopes.SINGLETON);
    }

    @ProvidesIntoSet
    static Procedure storing(SecretProcedures procedures) {
        return procedures.storing();
    }

    @ProvidesIntoSet
    static Procedure dropping(SecretProcedures procedures) {
        return procedures.dropping();
    }
}
