package io.blueshift.benchmarks.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One of TPC-H's 22 queries with the specification's validation parameters, in SQL that Trino and DuckDB understand.
 *
 * @param name {@code q01} to {@code q22}
 * @param sortColumns positions of the columns of its ORDER BY, which decides the order of its rows
 */
public record TpchQuery(String name, String sql, List<Integer> sortColumns) {
    /** A word of a FROM clause; in a list of columns, none has the name of a table. */
    private static final Pattern TABLE = Pattern.compile("((?:\\bFROM|\\bJOIN|,)\\s+)(\\w+)");
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

    /** Those of {@link #all} that have these numbers; all of them if there are none. */
    public static List<TpchQuery> named(double scale, List<String> numbers) {
        List<String> names = numbers.stream().map(number -> "q%02d".formatted(Integer.parseInt(number))).toList();
        return all(scale).stream().filter(query -> names.isEmpty() || names.contains(query.name())).toList();
    }

    /**
     * The query over tables of other names.
     *
     * @param names by the names of the specification
     */
    public TpchQuery withTables(Map<String, String> names) {
        return new TpchQuery(name,
                TABLE.matcher(sql).replaceAll(
                        match -> match.group(1) + names.getOrDefault(match.group(2), match.group(2))),
                sortColumns);
    }

    private static String read(String name) {
        try (InputStream in = TpchQuery.class.getResourceAsStream("/tpch/" + name + ".sql")) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
