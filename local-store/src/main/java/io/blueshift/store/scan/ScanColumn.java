package io.blueshift.store.scan;

import io.blueshift.store.catalog.ColumnDefinition;
import io.trino.spi.type.Type;

import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;

/**
 * A column to be read.
 *
 * @param id in the table
 * @param initialValue where a segment has no such column, in the type's native Java form; NULL if absent
 */
public record ScanColumn(int id, Type type, Optional<Object> initialValue) {
    private static final int ROW_ID = -1;

    /** No column of the table but where a row is: see {@link RowIds}. */
    public static ScanColumn rowId() {
        return new ScanColumn(ROW_ID, BIGINT, Optional.empty());
    }

    public static ScanColumn of(ColumnDefinition column) {
        return new ScanColumn(column.id(), column.type(), column.nativeInitialValue());
    }

    public boolean isRowId() {
        return id == ROW_ID;
    }
}
