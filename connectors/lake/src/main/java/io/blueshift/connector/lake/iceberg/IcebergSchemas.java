package io.blueshift.connector.lake.iceberg;

import com.google.inject.Inject;
import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalog;
import io.blueshift.connector.lake.table.LakeSchemas;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SchemaNotFoundException;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Schemas are the catalog's namespaces of one level. */
public final class IcebergSchemas implements LakeSchemas {
    private static final String LOCATION = "location";

    private final IcebergCatalog catalog;

    @Inject
    public IcebergSchemas(IcebergCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog is null");
    }

    @Override
    public List<String> list() {
        return catalog.call("list schemas", open -> open.namespaces().listNamespaces().stream()
                .filter(namespace -> namespace.length() == 1).map(namespace -> namespace.level(0)).toList());
    }

    @Override
    public boolean exists(String schema) {
        return catalog.call("look up schema " + schema,
                open -> open.namespaces().namespaceExists(Namespace.of(schema)));
    }

    @Override
    public void create(String schema, Map<String, Object> properties) {
        IcebergTables.checkLength(schema);
        // A map that answers containsKey(null), which the library asks
        Map<String, String> stored = new HashMap<>();
        Optional.ofNullable(properties.get(LOCATION)).ifPresent(location -> stored.put(LOCATION, (String) location));
        try {
            catalog.call("create schema " + schema, open -> {
                open.namespaces().createNamespace(Namespace.of(schema), stored);
                return schema;
            });
        } catch (AlreadyExistsException e) {
            throw new TrinoException(StandardErrorCode.ALREADY_EXISTS, "Schema already exists: " + schema, e);
        }
    }

    @Override
    public void drop(String schema) {
        try {
            boolean dropped = catalog.call("drop schema " + schema,
                    open -> open.namespaces().dropNamespace(Namespace.of(schema)));
            if (!dropped) {
                throw new SchemaNotFoundException(schema);
            }
        } catch (NamespaceNotEmptyException e) {
            throw new TrinoException(StandardErrorCode.SCHEMA_NOT_EMPTY, "Schema not empty: " + schema, e);
        } catch (NoSuchNamespaceException e) {
            throw new SchemaNotFoundException(schema);
        }
    }

    @Override
    public Optional<String> location(String schema) {
        return catalog.call("look up schema " + schema, open -> Optional.ofNullable(
                open.namespaces().loadNamespaceMetadata(Namespace.of(schema)).get(LOCATION)));
    }
}
