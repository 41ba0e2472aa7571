package io.blueshift.benchmarks.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One of TPC-H's 22 queries with the specification's validation parameters, in SQL that Trino and DuckDB understand.
 *
 * @param name {@code q01} to {@code q22}
 * @param sortColumns positions of the columns of its ORDER BY, which decides the order of its rows
 */
public record TpchQuery(String name, String sql, List<Integer> sortColumns) {
    private static final List<List<Integer>> SORT_COLUMNS = List.of(List.of(0, 1), List.of(0, 2, 1, 3), List.of(1, 2),
            List.of(0), List.of(1), List.of(), List.of(0, 1, 2), List.of(0), List.of(0, 1), List.of(2), List.of(1),
            List.of(0), List.of(1, 0), List.of(), List.of(0), List.of(3, 0, 1, 2), List.of(), List.of(4, 3), List.of(),
            List.of(0), List.of(1, 0), List.of(0));

    public TpchQuery {
        sortColumns = List.copyOf(sortColumns);
    }

    /** All of them in order, for data of this scale: query 11 has the scale among its parameters. */
    public static List<TpchQuery> all(double scale) {
        String fraction = BigDecimal.valueOf(0.0001).divide(BigDecimal.valueOf(scale), 12, java.math.RoundingMode.UP)
                .stripTrailingZeros().toPlainString();
        return IntStream.rangeClosed(1, SORT_COLUMNS.size()).mapToObj(number -> {
            String name = "q%02d".formatted(number);
            return new TpchQuery(name, read(name).replace("${fraction}", fraction), SORT_COLUMNS.get(number - 1));
        }).toList();
    }

    private static String read(String name) {
        try (InputStream in = TpchQuery.class.getResourceAsStream("/tpch/" + name + ".sql")) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
