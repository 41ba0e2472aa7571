package io.blueshift.demo;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One table of TPC-H as the generator makes it, in JDBC's terms: column definitions that PostgreSQL, MySQL and DuckDB
 * all understand, and rows of JDBC values. Money and other fractions are DECIMAL(12,2), so that every system computes
 * the same sums. The same table and scale always give the same rows.
 *
 * @param table the table
 * @param scale the scale factor; 1 stands for about six million line items
 */
public record TpchRows<E extends TpchEntity>(TpchTable<E> table, double scale) {

    public static <E extends TpchEntity> TpchRows<E> of(TpchTable<E> table, double scale) {
        return new TpchRows<>(table, scale);
    }

    public String name() {
        return table.getTableName();
    }

    public List<String> columns() {
        return table.getColumns().stream().map(TpchColumn::getColumnName).toList();
    }

    /** The text between the parentheses of CREATE TABLE, without keys. */
    public String definitions() {
        return table.getColumns()
                .stream()
                .map(column -> column.getColumnName() + " " + type(column) + " NOT NULL")
                .collect(Collectors.joining(", "));
    }

    /** All rows in the generator's order, made while they are read. */
    public Stream<Object[]> rows() {
        List<TpchColumn<E>> columns = table.getColumns();
        return StreamSupport.stream(table.createGenerator(scale, 1, 1).spliterator(), false)
                .map(entity -> columns.stream().map(column -> value(column, entity)).toArray());
    }

    private static String type(TpchColumn<?> column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> "bigint";
            case INTEGER -> "integer";
            case DATE -> "date";
            case DOUBLE -> "decimal(12,2)";
            case VARCHAR -> "varchar(" + column.getType().getPrecision().orElseThrow() + ")";
        };
    }

    private static <E extends TpchEntity> Object value(TpchColumn<E> column, E entity) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> column.getIdentifier(entity);
            case INTEGER -> column.getInteger(entity);
            case DATE -> Date.valueOf(LocalDate.ofEpochDay(column.getDate(entity)));
            case DOUBLE -> BigDecimal.valueOf(column.getDouble(entity)).setScale(2, RoundingMode.HALF_UP);
            case VARCHAR -> column.getString(entity);
        };
    }
}
