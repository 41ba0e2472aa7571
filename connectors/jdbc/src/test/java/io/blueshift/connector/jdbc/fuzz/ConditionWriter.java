package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

import java.util.List;

/** Writes random conditions, in the engine's SQL or only in forms that sources share. One thread. */
final class ConditionWriter {
    private static final List<Kind> KINDS = List.of(Kind.INTEGER, Kind.INTEGER, Kind.INTEGER, Kind.DECIMAL,
            Kind.DECIMAL, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.DATE, Kind.DATE, Kind.TIMESTAMP, Kind.DOUBLE,
            Kind.BOOLEAN, Kind.PADDED, Kind.TIME, Kind.INSTANT, Kind.UUID, Kind.BYTES, Kind.REAL, Kind.NUMBER,
            Kind.ZONED_TIME, Kind.DOCUMENT, Kind.NUMBERS, Kind.WORDS, Kind.OPAQUE);

    private final Chance chance;
    private final Scope scope;
    private final ValueWriter values;
    private final boolean shared;

    /** @param shared whether all sources have to understand it */
    ConditionWriter(Chance chance, Scope scope, ValueWriter values, boolean shared) {
        this.chance = chance;
        this.scope = scope;
        this.values = values;
        this.shared = shared;
    }

    String condition(int depth) {
        if (depth > 0 && chance.of(0.5)) {
            return switch (chance.between(0, 3)) {
                case 0 -> "NOT (" + condition(depth - 1) + ")";
                case 1 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
                default -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
            };
        }
        Kind kind = chance.pick(KINDS);
        List<String> columns = scope.of(kind);
        if (columns.isEmpty() && (shared || kind.ordinal() > Kind.DATE.ordinal())) {
            return chance.pick(scope.of(Kind.INTEGER)) + " > 3";
        }
        return switch (kind) {
            case BOOLEAN -> chance.pick(columns);
            case NUMBERS, WORDS -> array(chance.pick(columns), kind);
            case DOCUMENT, OPAQUE -> chance.pick(columns) + " IS" + chance.oneOf(" ", " NOT ") + "NULL";
            default -> shared ? term(kind, chance.pick(columns), 0) : term(kind, Math.max(depth, 1));
        };
    }

    private String array(String column, Kind kind) {
        return switch (chance.between(0, 3)) {
            case 0 -> column + " IS" + chance.oneOf(" ", " NOT ") + "NULL";
            case 1 -> "cardinality(" + column + ") " + chance.oneOf("=", ">") + " " + chance.between(0, 2);
            default -> chance.oneOf("", "NOT ") + "contains(" + column + ", " + (kind == Kind.NUMBERS
                    ? chance.oneOf("1", "7", "2147483647")
                    : chance.oneOf("'a'", "'A'", "''", "'é'", "'\\'", "'none'")) + ")";
        };
    }

    private String term(Kind kind, int depth) {
        String value = values.value(kind, depth);
        return switch (chance.between(0, 5)) {
            case 0 -> value + " IS" + chance.oneOf(" ", " NOT ") + "DISTINCT FROM " + values.value(kind, depth - 1);
            case 1 -> kind == Kind.TEXT ? text(value) : comparison(value, kind, depth);
            default -> term(kind, value, depth);
        };
    }

    private String term(Kind kind, String value, int depth) {
        return switch (chance.between(0, 6)) {
            case 0 -> value + " IS" + chance.oneOf(" ", " NOT ") + "NULL";
            case 1 -> value + " BETWEEN " + values.value(kind, 0) + " AND " + values.value(kind, 0);
            case 2 -> value + chance.oneOf(" IN (", " NOT IN (") + values.value(kind, 0) + ", "
                    + values.value(kind, 0) + ")";
            default -> comparison(value, kind, depth);
        };
    }

    private String text(String value) {
        return chance.of(0.5)
                ? value + chance.oneOf(" LIKE ", " NOT LIKE ") + chance.oneOf("'a%'", "'%b'", "'_'", "'%é%'", "'\\%'")
                : "starts_with(" + value + ", " + values.value(Kind.TEXT, 0) + ")";
    }

    private String comparison(String value, Kind kind, int depth) {
        return value + " " + chance.oneOf("=", "<>", "<", "<=", ">", ">=") + " "
                + values.value(kind, Math.max(depth - 1, 0));
    }
}
