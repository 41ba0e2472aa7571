package io.blueshift.store.connector;

import io.blueshift.store.scan.ScanColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

/** A column of a table version. */
public record LocalColumnHandle(int id, String name, Type type) implements ColumnHandle {
    ScanColumn toScanColumn() {
        return new ScanColumn(id, type);
    }

    @Override
    public String toString() {
        return name + ":" + type.getDisplayName();
    }
}
