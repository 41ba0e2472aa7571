package io.blueshift.connector.lake.iceberg.catalog;

import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;

import java.io.Closeable;

/**
 * A connected catalog: its tables, its namespaces, and what to close at the end.
 *
 * @param purges
 *            whether dropping a table with "purge" removes its files; else that is ours to do
 */
public record OpenCatalog(Catalog tables, SupportsNamespaces namespaces, Closeable resources, boolean purges) {
    /** For catalogs that are all three in one object. */
    static <T extends Catalog & SupportsNamespaces & Closeable> OpenCatalog of(T catalog) {
        return new OpenCatalog(catalog, catalog, catalog, true);
    }
}
