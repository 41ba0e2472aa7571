package io.blueshift.server.planning.blocks;

import io.trino.spi.Plugin;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A plugin whose connectors deliver pages with blocks of one form, and are otherwise those of another plugin.
 *
 * @param name the name of a kind of connector, from that of the other plugin
 */
public record RecodedPlugin(Plugin delegate, BlockForm form, UnaryOperator<String> name) implements Plugin {
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
        List<ConnectorFactory> factories = new ArrayList<>();
        delegate.getConnectorFactories().forEach(factory -> factories.add(new ConnectorFactory() {
            @Override
            public String getName() {
                return name.apply(factory.getName());
            }

            @Override
            public Connector create(String catalogName, Map<String, String> config, ConnectorContext context) {
                return new RecodedConnector(factory.create(catalogName, config, context), form);
            }
        }));
        return factories;
    }
}
