package io.blueshift.server.engine;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import com.google.inject.util.Modules;
import io.airlift.configuration.ConfigurationAwareModule;
import io.airlift.configuration.ConfigurationFactory;
import io.blueshift.server.protocol.ProtocolModule;
import io.blueshift.server.scheduling.SchedulingModule;
import io.trino.server.PluginManager.PluginsProvider;
import io.trino.server.ServerMainModule;

import java.util.List;
import java.util.stream.Stream;

import static com.google.inject.multibindings.OptionalBinder.newOptionalBinder;

/**
 * Trino's main module with some of its bindings replaced. {@link Modules#override} alone would keep from both sides the
 * configuration factory that they need, hence this module, which passes it on.
 */
public final class EngineModule implements ConfigurationAwareModule {
    private final Module trino;
    private final List<Module> replacements;

    /** @param overrides bindings that take the place of Trino's, or come beside them */
    public EngineModule(String version, List<Module> overrides) {
        this.trino = new ServerMainModule(version);
        this.replacements = Stream.concat(Stream.of(new SchedulingModule(), new ProtocolModule()), overrides.stream())
                .toList();
    }

    @Override
    public void setConfigurationFactory(ConfigurationFactory configurationFactory) {
        Stream.concat(Stream.of(trino), replacements.stream()).filter(ConfigurationAwareModule.class::isInstance)
                .map(ConfigurationAwareModule.class::cast)
                .forEach(module -> module.setConfigurationFactory(configurationFactory));
    }

    @Override
    public void configure(Binder binder) {
        binder.install(Modules.override(trino).with(replacements));
        // Plugins come from the class path; there is no folder to look through
        newOptionalBinder(binder, PluginsProvider.class).setBinding().to(NoPluginsFolder.class).in(Scopes.SINGLETON);
    }

    /** A provider that has nothing to offer. */
    static final class NoPluginsFolder implements PluginsProvider {
        @Override
        public void loadPlugins(Loader loader, ClassLoaderFactory createClassLoader) {
            // Every plugin is installed by the server itself
        }
    }
}
