package io.blueshift.store.connector;

import io.trino.spi.connector.CatalogSchemaName;

import java.util.List;
import java.util.Optional;

/**
 * A function as it is kept among the names. Public for the sake of JSON.
 *
 * @param path where the functions that it calls are looked up
 */
public record StoredFunction(String sql, List<CatalogSchemaName> path, Optional<String> owner) {
    public StoredFunction {
        path = List.copyOf(path);
    }
}
