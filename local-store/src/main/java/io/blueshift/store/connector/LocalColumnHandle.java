package io.blueshift.store.connector;

import io.blueshift.store.scan.RowIds;
import io.blueshift.store.scan.ScanColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

/** A column of a table version. */
public record LocalColumnHandle(int id, String name, Type type) implements ColumnHandle {
    /** Where a row is, see {@link RowIds}. */
    static LocalColumnHandle rowId() {
        ScanColumn column = ScanColumn.rowId();
        return new LocalColumnHandle(column.id(), "$row_id", column.type());
    }

    ScanColumn toScanColumn() {
        return new ScanColumn(id, type);
    }

    @Override
    public String toString() {
        return name + ":" + type.getDisplayName();
    }
}
