package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes random values that a condition chooses: CASE in both its forms, and IF. One thread. */
final class ChoiceWriter {
    private final Chance chance;
    private final ValueWriter values;

    ChoiceWriter(Chance chance, ValueWriter values) {
        this.chance = chance;
        this.values = values;
    }

    String choice(Kind kind, int depth) {
        return switch (chance.between(0, 3)) {
            case 0 -> "IF(" + condition() + ", " + values.value(kind, depth) + otherwise(", ", kind, depth) + ")";
            case 1 -> "(CASE " + values.value(Kind.INTEGER, depth) + branches(kind, depth, false) + " END)";
            default -> "(CASE" + branches(kind, depth, true) + " END)";
        };
    }

    private String branches(Kind kind, int depth, boolean searched) {
        String branches = IntStream.rangeClosed(1, chance.between(1, 3))
                .mapToObj(_ -> " WHEN " + (searched ? condition() : compared()) + " THEN "
                        + (chance.of(0.1) ? "NULL" : values.value(kind, depth)))
                .collect(Collectors.joining());
        // At least one of them has to have a type
        return branches + " WHEN " + (searched ? condition() : "12") + " THEN " + values.value(kind, 0)
                + otherwise(" ELSE ", kind, depth);
    }

    /** Trino's own planner, which runs some of the queries, loses columns that stand here. */
    private String compared() {
        return Integer.toString(chance.between(-3, 12));
    }

    private String otherwise(String before, Kind kind, int depth) {
        return chance.of(0.3) ? "" : before + values.value(kind, depth);
    }

    /** Of columns and constants: what stands within values must not grow as they do. */
    private String condition() {
        Kind kind = chance.oneOf(Kind.INTEGER, Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.DATE, Kind.BOOLEAN);
        String value = values.value(kind, 0);
        if (kind == Kind.BOOLEAN) {
            return value;
        }
        return chance.of(0.2)
                ? value + " IS" + chance.oneOf(" ", " NOT ") + "NULL"
                : value + chance.oneOf(" = ", " <> ", " < ", " >= ", " IS NOT DISTINCT FROM ")
                        + values.value(kind, 0);
    }
}
