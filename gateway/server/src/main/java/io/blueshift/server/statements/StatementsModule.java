package io.blueshift.server.statements;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.blueshift.server.secrets.SecretStore;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.procedure.Procedure;

import java.util.List;
import java.util.function.Function;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static java.util.Objects.requireNonNull;

/** What the statements on secrets need beside their interception: their procedures and their table. */
public final class StatementsModule implements Module {
    private final SecretStore store;
    private final Function<String, List<String>> catalogsReferringTo;

    /** @param catalogsReferringTo from the name of a secret to the names of the catalogs that need it */
    public StatementsModule(SecretStore store, Function<String, List<String>> catalogsReferringTo) {
        this.store = requireNonNull(store, "store is null");
        this.catalogsReferringTo = requireNonNull(catalogsReferringTo, "catalogsReferringTo is null");
    }

    @Override
    public void configure(Binder binder) {
        binder.bind(SecretStore.class).toInstance(store);
        binder.bind(SecretProcedures.class).in(Scopes.SINGLETON);
        newSetBinder(binder, SystemTable.class).addBinding().to(SecretsTable.class).in(Scopes.SINGLETON);
    }

    @Provides
    @CatalogsReferringTo
    Function<String, List<String>> catalogsReferringTo() {
        return catalogsReferringTo;
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
