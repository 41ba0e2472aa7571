package io.blueshift.benchmarks.store;

import io.trino.spi.Page;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.stream.IntStream;

/** A table whose rows are all in memory, in order: the same source for every system that is measured. */
public record MemoryTable(String name, List<Column> columns, List<Page> pages) {
    /** A column by name. */
    public record Column(String name, Type type) {}

    public MemoryTable {
        columns = List.copyOf(columns);
        pages = List.copyOf(pages);
    }

    public long rows() {
        return pages.stream().mapToLong(Page::getPositionCount).sum();
    }

    public List<Type> types() {
        return columns.stream().map(Column::type).toList();
    }

    /** Where the column stands. */
    public int channel(String column) {
        return columns.stream().map(Column::name).toList().indexOf(column);
    }

    /** The pages in as many runs of neighbours as there are writers. */
    public List<List<Page>> shares(int writers) {
        int size = pages.size();
        return IntStream.range(0, writers)
                .mapToObj(writer -> pages.subList(size * writer / writers, size * (writer + 1) / writers)).toList();
    }
}
