package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

/** Writes random conditions of the engine's SQL. One thread. */
final class ConditionWriter {
    private final Chance chance;
    private final FuzzTable table;
    private final ValueWriter values;

    ConditionWriter(Chance chance, FuzzTable table, ValueWriter values) {
        this.chance = chance;
        this.table = table;
        this.values = values;
    }

    String condition(int depth) {
        if (depth > 0 && chance.of(0.5)) {
            return switch (chance.between(0, 3)) {
                case 0 -> "NOT (" + condition(depth - 1) + ")";
                case 1 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
                default -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
            };
        }
        Kind kind = chance.oneOf(Kind.INTEGER, Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.TEXT, Kind.DATE,
                Kind.TIMESTAMP, Kind.DOUBLE, Kind.BOOLEAN);
        if (kind == Kind.BOOLEAN) {
            return table.of(kind).isEmpty() ? "id > 3" : chance.pick(table.of(kind));
        }
        return term(kind, Math.max(depth, 1));
    }

    private String term(Kind kind, int depth) {
        String value = values.value(kind, depth);
        return switch (chance.between(0, 8)) {
            case 0 -> value + " IS" + chance.oneOf(" ", " NOT ") + "NULL";
            case 1 -> value + " BETWEEN " + values.value(kind, 0) + " AND " + values.value(kind, 0);
            case 2 -> value + chance.oneOf(" IN (", " NOT IN (") + values.value(kind, 0) + ", "
                    + values.value(kind, 0) + ")";
            case 3 -> value + " IS" + chance.oneOf(" ", " NOT ") + "DISTINCT FROM " + values.value(kind, depth - 1);
            case 4 -> kind == Kind.TEXT ? text(value) : comparison(value, kind, depth);
            default -> comparison(value, kind, depth);
        };
    }

    private String text(String value) {
        return chance.of(0.5)
                ? value + chance.oneOf(" LIKE ", " NOT LIKE ") + chance.oneOf("'a%'", "'%b'", "'_'", "'%é%'", "'\\%'")
                : "starts_with(" + value + ", " + values.value(Kind.TEXT, 0) + ")";
    }

    private String comparison(String value, Kind kind, int depth) {
        return value + " " + chance.oneOf("=", "<>", "<", "<=", ">", ">=") + " " + values.value(kind, depth - 1);
    }
}
