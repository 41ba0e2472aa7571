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
        for (TpchTable<?> table : TpchTable.getTables()) {
            tables.add(generate(table, scale, threads));
        }
        return tables;
    }

    private static <E extends TpchEntity> MemoryTable generate(TpchTable<E> table, double scale, int threads) {
        List<Type> types = table.getColumns().stream().map(TpchPages::type).toList();
        List<Callable<List<Page>>> parts = new ArrayList<>();
        // Nations and regions ignore parts: every part would have all of them
        int count = table == TpchTable.NATION || table == TpchTable.REGION ? 1 : threads;
        for (int part = 1; part <= count; part++) {
            Iterable<E> entities = table.createGenerator(scale, part, count);
            parts.add(() -> pages(entities, table.getColumns(), types));
        }
        List<Page> pages = Threads.all(parts).stream().flatMap(List::stream).toList();
        List<MemoryTable.Column> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(new MemoryTable.Column(table.getColumns().get(i).getColumnName(), types.get(i)));
        }
        return new MemoryTable(table.getTableName(), columns, pages);
    }

    private static <E extends TpchEntity> List<Page> pages(Iterable<E> entities, List<TpchColumn<E>> columns,
            List<Type> types) {
        List<Page> pages = new ArrayList<>();
        PageBuilder builder = new PageBuilder(PAGE_ROWS, types);
        for (E entity : entities) {
            builder.declarePosition();
            for (int i = 0; i < types.size(); i++) {
                write(columns.get(i), entity, types.get(i), builder.getBlockBuilder(i));
            }
            if (builder.getPositionCount() == PAGE_ROWS) {
                pages.add(builder.build());
                builder.reset();
            }
        }
        if (!builder.isEmpty()) {
            pages.add(builder.build());
        }
        return pages;
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
