package io.blueshift.server.sources;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import io.trino.spi.connector.SystemTable;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static java.util.Objects.requireNonNull;
import static org.weakref.jmx.guice.ExportBinder.newExporter;

/** Shows the live databases in SQL and over JMX. */
public final class SourcesModule implements Module {
    private final Sources sources;

    public SourcesModule(Sources sources) {
        this.sources = requireNonNull(sources, "sources is null");
    }

    @Override
    public void configure(Binder binder) {
        binder.bind(Sources.class).toInstance(sources);
        newExporter(binder).export(Sources.class).as("io.blueshift.server:name=Sources");
        newSetBinder(binder, SystemTable.class).addBinding().to(SourcesTable.class).in(Scopes.SINGLETON);
    }
}
