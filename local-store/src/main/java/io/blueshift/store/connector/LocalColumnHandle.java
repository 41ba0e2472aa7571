package io.blueshift.store.connector;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.Literal;
import io.blueshift.store.scan.RowIds;
import io.blueshift.store.scan.ScanColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * A column of a table version.
 *
 * @param initialValue see {@link ColumnDefinition}
 */
public record LocalColumnHandle(int id, String name, Type type, Optional<String> initialValue) implements ColumnHandle {
    /** Where a row is, see {@link RowIds}. */
    static LocalColumnHandle rowId() {
        ScanColumn column = ScanColumn.rowId();
        return new LocalColumnHandle(column.id(), "$row_id", column.type(), Optional.empty());
    }

    ScanColumn toScanColumn() {
        return new ScanColumn(id, type, initialValue.flatMap(literal -> Literal.parse(literal, type)));
    }

    @Override
    public String toString() {
        return name + ":" + type.getDisplayName();
    }
}
