package io.blueshift.connector.lake.external;

import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.trino.spi.procedure.Procedure;

import java.nio.file.Path;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static io.airlift.configuration.ConfigBinder.configBinder;
import static java.util.Objects.requireNonNull;

/**
 * Wires external tables. Needs from outside: storage, Parquet reader, TypeManager, and a LakeSchemas; for a catalog without
 * Iceberg {@link DirectorySchemas} will do.
 */
public final class ExternalModule extends AbstractConfigurationAwareModule {
    private final Path defaultDirectory;

    /** @param defaultDirectory for the definitions, if none is configured */
    public ExternalModule(Path defaultDirectory) {
        this.defaultDirectory = requireNonNull(defaultDirectory, "defaultDirectory is null");
    }

    @Override
    protected void setup(Binder binder) {
        configBinder(binder).bindConfig(ExternalConfig.class);
        binder.bind(ExternalTableStore.class).in(Scopes.SINGLETON);
        binder.bind(ExternalFiles.class).in(Scopes.SINGLETON);
        binder.bind(ExternalDefinitions.class).in(Scopes.SINGLETON);
        binder.bind(ExternalStatistics.class).in(Scopes.SINGLETON);
        binder.bind(ExternalTables.class).in(Scopes.SINGLETON);
        binder.bind(ExternalReader.class).in(Scopes.SINGLETON);
        newSetBinder(binder, Procedure.class).addBinding().toProvider(RegisterExternalTable.class).in(Scopes.SINGLETON);
    }

    @Provides
    @Singleton
    ExternalDirectory directory(ExternalConfig config) {
        return new ExternalDirectory(config.getDirectory().orElse(defaultDirectory));
    }
}
