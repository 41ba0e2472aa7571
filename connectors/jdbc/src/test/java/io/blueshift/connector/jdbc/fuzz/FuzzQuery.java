package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A random query. Where it has an order no two rows are equal in it. */
record FuzzQuery(String sql, boolean ordered) {
    static FuzzQuery random(Chance chance, FuzzTable table) {
        ValueWriter values = new ValueWriter(chance, table);
        String where = chance.of(0.75)
                ? " WHERE " + new ConditionWriter(chance, table, values).condition(chance.between(0, 2))
                : "";
        String from = " FROM " + table.name() + where;
        return switch (chance.between(0, 4)) {
            case 0 -> new FuzzQuery("SELECT id" + from, false);
            case 1 -> new FuzzQuery("SELECT id, " + list(chance, values, 2) + from, false);
            case 2 -> new FuzzQuery("SELECT id" + from + " ORDER BY " + value(chance, values)
                    + chance.oneOf("", " DESC", " NULLS FIRST", " DESC NULLS FIRST") + ", id LIMIT "
                    + chance.between(1, 12), true);
            case 3 -> new FuzzQuery("SELECT DISTINCT " + list(chance, values, 2) + from, false);
            default -> grouped(chance, values, from);
        };
    }

    private static FuzzQuery grouped(Chance chance, ValueWriter values, String from) {
        int keys = chance.between(0, 2);
        String aggregates = IntStream.rangeClosed(1, chance.between(1, 3))
                .mapToObj(_ -> aggregate(chance, values)).collect(Collectors.joining(", "));
        if (keys == 0) {
            return new FuzzQuery("SELECT " + aggregates + from, false);
        }
        String places = IntStream.rangeClosed(1, keys).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String having = chance.of(0.2) ? " HAVING count(*) > 1" : "";
        return new FuzzQuery(
                "SELECT " + list(chance, values, keys) + ", " + aggregates + from + " GROUP BY " + places + having,
                false);
    }

    private static String aggregate(Chance chance, ValueWriter values) {
        return switch (chance.between(0, 6)) {
            case 0 -> "count(*)";
            case 1 -> "count(" + (chance.of(0.4) ? "DISTINCT " : "") + value(chance, values) + ")";
            case 2 -> chance.oneOf("sum(", "avg(") + values.value(Kind.DECIMAL, 2) + ")";
            case 3 -> "sum(" + values.value(Kind.INTEGER, 2) + ")";
            case 4 -> chance.oneOf("bool_and(", "bool_or(", "count_if(") + values.value(Kind.BOOLEAN, 2) + ")";
            default -> chance.oneOf("min(", "max(") + values.value(chance.pick(
                    List.of(Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.DATE, Kind.TIMESTAMP)), 2) + ")";
        };
    }

    private static String list(Chance chance, ValueWriter values, int count) {
        return IntStream.range(0, count).mapToObj(_ -> value(chance, values)).collect(Collectors.joining(", "));
    }

    private static String value(Chance chance, ValueWriter values) {
        return values.value(chance.oneOf(Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.DATE, Kind.TIMESTAMP,
                Kind.BOOLEAN), chance.between(0, 2));
    }
}
