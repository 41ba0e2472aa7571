package io.blueshift.connector.lake;

import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;

import java.util.List;

/** The connector {@code lake}: Iceberg tables and plain files on S3 or a file system. */
public final class LakePlugin implements Plugin {
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
        return List.of(new LakeConnectorFactory());
    }
}
