package io.blueshift.connector.jdbc.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of random columns and rows, {@code id} a key of its own. */
record FuzzTable(String name, List<FuzzColumn> columns, List<String> rows) {
    static final FuzzColumn ID = FuzzColumn.of("id", "integer", FuzzColumn.Kind.INTEGER, List.of()).inSource();
    private static final double NULLS = 0.15;

    /** @param count of rows */
    static FuzzTable random(Chance chance, String name, List<FuzzColumn> all, int count) {
        List<FuzzColumn> columns = new ArrayList<>();
        for (FuzzColumn column : all) {
            if (chance.of(column.presence())) {
                columns.add(column);
            }
        }
        List<String> rows = IntStream.range(0, count).mapToObj(id -> "(" + id + columns.stream()
                .map(column -> ", " + (chance.of(NULLS) ? "NULL" : chance.pick(column.values())))
                .collect(Collectors.joining()) + ")").toList();
        return new FuzzTable(name, columns, rows);
    }

    /**
     * Its columns in a query.
     *
     * @param own whether the query will be asked in the source's own words too
     */
    Scope scope(String alias, boolean own) {
        List<Scope.Item> items = new ArrayList<>(List.of(Scope.Item.of(alias + ".id", ID, own)));
        columns.stream().filter(column -> !own || column.own().isPresent())
                .forEach(column -> items.add(Scope.Item.of(alias + "." + column.name(), column, own)));
        return new Scope(items, List.of(items.getFirst().name()));
    }

    List<String> statements(String schema) {
        String table = schema + "." + name;
        String definition = columns.stream().map(column -> ", " + column.name() + " " + column.type())
                .collect(Collectors.joining());
        List<String> statements = new ArrayList<>(List.of(dropped(schema),
                "CREATE TABLE " + table + " (id integer PRIMARY KEY" + definition + ")"));
        if (!rows.isEmpty()) {
            statements.add("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
        }
        return statements;
    }

    String dropped(String schema) {
        return "DROP TABLE IF EXISTS " + schema + "." + name;
    }
}
