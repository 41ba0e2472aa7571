package io.blueshift.store.scan;

import io.trino.spi.type.Type;

import static io.trino.spi.type.BigintType.BIGINT;

/** A column to be read: its id in the table and its type. */
public record ScanColumn(int id, Type type) {
    private static final int ROW_ID = -1;

    /** No column of the table but where a row is: see {@link RowIds}. */
    public static ScanColumn rowId() {
        return new ScanColumn(ROW_ID, BIGINT);
    }

    public boolean isRowId() {
        return id == ROW_ID;
    }
}
