package io.blueshift.benchmarks.store;

import io.trino.spi.Page;
import io.trino.spi.type.Type;

import java.util.List;

/**
 * A table whose rows are made while they are read, as often as they are read: for data that does not fit in memory.
 *
 * @param parts runs of neighbouring rows, in order; different threads may read different parts
 */
public record GeneratedTable(String name, List<MemoryTable.Column> columns, List<Iterable<Page>> parts) {
    public GeneratedTable {
        columns = List.copyOf(columns);
        parts = List.copyOf(parts);
    }

    public List<Type> types() {
        return columns.stream().map(MemoryTable.Column::type).toList();
    }
}
