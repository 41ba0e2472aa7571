package io.blueshift.server.planning.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random table. Its first column, {@code id}, counts rows from 0; values of the others come from pools, with NULLs,
 * duplicates and skew, and depend on the row's number alone.
 *
 * @param pools for each column but the first the literals that it has
 */
record Table(String name, int rows, boolean portable, List<Column> columns, List<List<String>> pools) {
    private static final int[] SIZES = {0, 1, 5, 20, 60, 100, 100, 300, 3_000, 10_000};
    private static final int PORTABLE_COLUMNS = 8;
    private static final int COLUMNS = 14;

    static List<Table> random(Choices choices) {
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            tables.add(random(choices, "t" + i, SIZES[i], false));
        }
        // Those without rows are not worth comparing with, nor is the longest
        for (int i = 2; i < SIZES.length - 1; i++) {
            tables.add(random(choices, "p" + i, SIZES[i], true));
        }
        return tables;
    }

    private static Table random(Choices choices, String name, int rows, boolean portable) {
        List<Column> columns = new ArrayList<>(List.of(new Column("id", SqlType.BIGINT, true)));
        List<List<String>> pools = new ArrayList<>();
        List<SqlType> types = new ArrayList<>(
                List.of(SqlType.BIGINT, SqlType.INTEGER, SqlType.VARCHAR, SqlType.DOUBLE));
        List<SqlType> others = Template.types("any", portable);
        while (types.size() < (portable ? PORTABLE_COLUMNS : COLUMNS)) {
            types.add(choices.pick(others));
        }
        for (SqlType type : types) {
            boolean exact = choices.chance(0.6) || portable;
            columns.add(new Column("c" + columns.size(), type, exact || !type.floating()));
            pools.add(pool(choices, type, type.values(exact, portable)));
        }
        return new Table(name, rows, portable, columns, pools);
    }

    private static List<String> pool(Choices choices, SqlType type, List<String> values) {
        List<String> pool = new ArrayList<>(choices.some(choices.oneOf(1, 2, 4, 100, 100), values));
        if (choices.chance(0.3)) {
            // One value far more often than the others
            pool.addAll(IntStream.range(0, choices.between(5, 40)).mapToObj(_ -> pool.getFirst()).toList());
        }
        int nulls = choices.chance(0.6) ? choices.between(0, pool.size() / 2 + 1) : 0;
        List<String> literals = new ArrayList<>(pool.stream().map(type::literal).toList());
        for (int i = 0; i < nulls; i++) {
            literals.add(type.literal("NULL"));
        }
        return choices.chance(0.03) ? List.of(type.literal("NULL")) : literals;
    }

    /** A query that gives the table's rows in Trino's SQL. */
    String contents() {
        String values = IntStream.range(0, pools.size()).mapToObj(this::value).collect(Collectors.joining(",\n"));
        return "SELECT n AS id,\n%s\nFROM UNNEST(sequence(BIGINT '0', BIGINT '%d')) AS s (n) WHERE n < %d"
                .formatted(values, Math.max(rows - 1, 0), rows);
    }

    private String value(int column) {
        List<String> pool = pools.get(column);
        String number = "bitwise_and(from_big_endian_64(xxhash64(to_big_endian_64(n * 37 + %d))), 65535)"
                .formatted(column);
        return "element_at(ARRAY[%s], CAST(1 + %s %% %d AS integer)) AS c%d".formatted(String.join(", ", pool), number,
                pool.size(), column + 1);
    }
}
