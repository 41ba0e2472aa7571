package io.blueshift.server.catalog;

import io.trino.spi.Plugin;
import io.trino.spi.block.BlockEncoding;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.spi.type.ParametricType;
import io.trino.spi.type.Type;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** A plugin whose connector factories are each replaced; types and functions stay the plugin's own. */
public record BundledPlugin(Plugin plugin, UnaryOperator<ConnectorFactory> replacement) implements Plugin {
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
        return StreamSupport.stream(plugin.getConnectorFactories().spliterator(), false).map(replacement).toList();
    }

    @Override
    public Iterable<BlockEncoding> getBlockEncodings() {
        return plugin.getBlockEncodings();
    }

    @Override
    public Iterable<Type> getTypes() {
        return plugin.getTypes();
    }

    @Override
    public Iterable<ParametricType> getParametricTypes() {
        return plugin.getParametricTypes();
    }

    @Override
    public Set<Class<?>> getFunctions() {
        return plugin.getFunctions();
    }
}
