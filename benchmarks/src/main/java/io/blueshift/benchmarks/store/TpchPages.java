package io.blueshift.benchmarks.store;

import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.IntegerType.INTEGER;

/** TPC-H as pages: keys BIGINT, money DECIMAL(15,2), as DuckDB's own generator has them. */
public final class TpchPages {
    private static final int PAGE_ROWS = 8192;

    private TpchPages() {}

    /** All tables at a scale, made by several threads; the same rows in the same order every time. */
    public static List<MemoryTable> generate(double scale, int threads) {
        List<MemoryTable> tables = new ArrayList<>();
        for (GeneratedTable table : tables(scale, threads)) {
            List<Callable<List<Page>>> parts = new ArrayList<>();
            table.parts().forEach(part -> parts.add(() -> {
                List<Page> pages = new ArrayList<>();
                part.forEach(pages::add);
                return pages;
            }));
            List<Page> pages = Threads.all(parts).stream().flatMap(List::stream).toList();
            tables.add(new MemoryTable(table.name(), table.columns(), pages));
        }
        return tables;
    }

    /** All tables at a scale, each row made when it is read, in runs of neighbouring rows; the same every time. */
    public static List<GeneratedTable> tables(double scale, int parts) {
        List<GeneratedTable> tables = new ArrayList<>();
        TpchTable.getTables().forEach(table -> tables.add(table(table, scale, parts)));
        return tables;
    }

    private static <E extends TpchEntity> GeneratedTable table(TpchTable<E> table, double scale, int parts) {
        List<Type> types = table.getColumns().stream().map(TpchPages::type).toList();
        List<MemoryTable.Column> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(new MemoryTable.Column(table.getColumns().get(i).getColumnName(), types.get(i)));
        }
        List<Iterable<Page>> pages = new ArrayList<>();
        // Nations and regions ignore parts: every part would have all of them
        int count = table == TpchTable.NATION || table == TpchTable.REGION ? 1 : parts;
        for (int part = 1; part <= count; part++) {
            Iterable<E> entities = table.createGenerator(scale, part, count);
            pages.add(() -> new Pages<>(entities.iterator(), table.getColumns(), types));
        }
        return new GeneratedTable(table.getTableName(), columns, pages);
    }

    /** Rows as pages, one page at a time. */
    private record Pages<E extends TpchEntity>(Iterator<E> entities, List<TpchColumn<E>> columns, List<Type> types)
            implements
                Iterator<Page> {
        @Override
        public boolean hasNext() {
            return entities.hasNext();
        }

        @Override
        public Page next() {
            PageBuilder builder = new PageBuilder(PAGE_ROWS, types);
            for (int row = 0; row < PAGE_ROWS && entities.hasNext(); row++) {
                E entity = entities.next();
                builder.declarePosition();
                for (int i = 0; i < types.size(); i++) {
                    write(columns.get(i), entity, types.get(i), builder.getBlockBuilder(i));
                }
            }
            return builder.build();
        }
    }

    private static Type type(TpchColumn<?> column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> BIGINT;
            case INTEGER -> INTEGER;
            case DATE -> DATE;
            case DOUBLE -> createDecimalType(15, 2);
            case VARCHAR -> VarcharType.createVarcharType(
                    Math.toIntExact(column.getType().getPrecision().orElseThrow()));
        };
    }

    private static <E extends TpchEntity> void write(TpchColumn<E> column, E entity, Type type, BlockBuilder out) {
        switch (column.getType().getBase()) {
            // The generator gives money in cents when asked for the identifier
            case IDENTIFIER, DOUBLE -> type.writeLong(out, column.getIdentifier(entity));
            case INTEGER -> type.writeLong(out, column.getInteger(entity));
            case DATE -> type.writeLong(out, column.getDate(entity));
            case VARCHAR -> ((VarcharType) type).writeString(out, column.getString(entity));
        }
    }
}
