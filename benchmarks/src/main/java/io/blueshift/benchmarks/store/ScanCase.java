package io.blueshift.benchmarks.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query on {@code lineitem} in terms that every measured system understands: the number of rows and the sums of some
 * columns, among rows where one column lies between two numbers.
 */
public record ScanCase(String name, List<String> sums, Optional<Between> filter) {
    /** An inclusive range of an integer column. */
    public record Between(String column, long low, long high) {}

    public ScanCase {
        sums = List.copyOf(sums);
    }

    /** The cases at a scale; keys of parts and orders grow with it. */
    public static List<ScanCase> all(double scale) {
        long parts = (long) (200_000 * scale);
        long orders = (long) (6_000_000 * scale);
        Optional<Between> onePercent = Optional.of(new Between("l_partkey", parts / 2, parts / 2 + parts / 100 - 1));
        Optional<Between> ofSortKey = Optional.of(new Between("l_orderkey", orders / 2, orders / 2 + orders / 10));
        return List.of(
                new ScanCase("sum_bigint", List.of("l_partkey"), Optional.empty()),
                new ScanCase("sum_decimal", List.of("l_extendedprice"), Optional.empty()),
                new ScanCase("sum_eight", List.of("l_orderkey", "l_partkey", "l_suppkey", "l_linenumber", "l_quantity",
                        "l_extendedprice", "l_discount", "l_tax"), Optional.empty()),
                new ScanCase("count_1_percent", List.of(), onePercent),
                new ScanCase("sum_sort_key_10_percent", List.of("l_extendedprice"), ofSortKey),
                new ScanCase("sum_1_percent", List.of("l_extendedprice", "l_quantity"), onePercent));
    }

    /** One row: the count, then the sums. */
    public String sql(String table) {
        return "SELECT count(*)%s FROM %s%s".formatted(
                sums.stream().map(column -> ", sum(" + column + ")").collect(Collectors.joining()), table,
                filter.map(range -> " WHERE %s BETWEEN %d AND %d".formatted(range.column(), range.low(), range.high()))
                        .orElse(""));
    }
}
