package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of random columns and rows, {@code id} a key of its own. */
record FuzzTable(String name, List<FuzzColumn> columns, List<String> rows) {
    private static final double NULLS = 0.15;

    static FuzzTable random(Chance chance, String name, List<FuzzColumn> all) {
        List<FuzzColumn> columns = new ArrayList<>();
        for (FuzzColumn column : all) {
            if (chance.of(0.8)) {
                columns.add(column);
            }
        }
        int count = chance.oneOf(0, 1, 20, 60, 120);
        List<String> rows = IntStream.range(0, count).mapToObj(id -> "(" + id + columns.stream()
                .map(column -> ", " + (chance.of(NULLS) ? "NULL" : chance.pick(column.values())))
                .collect(Collectors.joining()) + ")").toList();
        return new FuzzTable(name, columns, rows);
    }

    List<String> of(Kind kind) {
        List<String> names = new ArrayList<>(columns.stream().filter(column -> column.kind() == kind)
                .map(FuzzColumn::name).toList());
        if (kind == Kind.INTEGER) {
            names.add("id");
        }
        return names;
    }

    List<String> statements(String schema) {
        String table = schema + "." + name;
        String definition = columns.stream().map(column -> ", " + column.name() + " " + column.type())
                .collect(Collectors.joining());
        List<String> statements = new ArrayList<>(List.of("DROP TABLE IF EXISTS " + table,
                "CREATE TABLE " + table + " (id integer PRIMARY KEY" + definition + ")"));
        if (!rows.isEmpty()) {
            statements.add("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
        }
        return statements;
    }
}
