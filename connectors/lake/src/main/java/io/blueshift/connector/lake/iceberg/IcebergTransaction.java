package io.blueshift.connector.lake.iceberg;

import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalog;
import io.blueshift.connector.lake.storage.LakeStorage;

/** What one transaction may do with Iceberg tables; all parts share the tables it has loaded. */
public record IcebergTransaction(IcebergTables tables, IcebergWrites writes, IcebergEvolution evolution) {
    /** A transaction that has seen nothing yet. */
    public static IcebergTransaction begin(IcebergCatalog catalog, LakeStorage storage) {
        IcebergTables tables = new IcebergTables(catalog);
        return new IcebergTransaction(tables, new IcebergWrites(catalog, tables, storage),
                new IcebergEvolution(catalog, tables));
    }
}
