package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

import java.util.List;

/** Writes random expressions over columns, in the engine's SQL or only in forms that sources share. One thread. */
final class ValueWriter {
    private final Chance chance;
    private final Scope scope;
    private final boolean shared;

    /** @param shared whether all sources have to understand it: then it is a column or a constant */
    ValueWriter(Chance chance, Scope scope, boolean shared) {
        this.chance = chance;
        this.scope = scope;
        this.shared = shared;
    }

    /** @param depth how many functions may be within each other */
    String value(Kind kind, int depth) {
        List<String> columns = scope.of(kind);
        if (depth == 0 || shared || chance.of(0.3)) {
            boolean constant = columns.isEmpty() || chance.of(0.2) && (!shared || SharedConstants.has(kind));
            return !constant ? chance.pick(columns) : shared ? SharedConstants.of(kind, chance) : constant(kind);
        }
        return switch (kind) {
            case INTEGER -> integer(depth - 1);
            case DECIMAL -> decimal(depth - 1);
            case DOUBLE -> "(" + value(kind, 0) + " * 2)";
            case TEXT -> text(depth - 1);
            case DATE -> date(depth - 1);
            case TIMESTAMP -> timestamp(depth - 1);
            case BOOLEAN -> new ConditionWriter(chance, scope, this, false).condition(depth - 1);
            case INSTANT -> chance.of(0.5) ? truncated(kind, depth - 1) : choice(kind, depth - 1);
            case REAL, NUMBER, PADDED, TIME, ZONED_TIME, UUID, BYTES -> choice(kind, depth - 1);
            case DOCUMENT, NUMBERS, WORDS, OPAQUE ->
                throw new IllegalArgumentException("nothing is computed of " + kind);
        };
    }

    private String constant(Kind kind) {
        return switch (kind) {
            case INTEGER -> chance.oneOf("0", "1", "2", "-3", "7", "100", "2147483647", "BIGINT '9223372036854775807'",
                    "BIGINT '-5'");
            case DECIMAL -> chance.oneOf("DECIMAL '0'", "1.5", "-2.25", "DECIMAL '10'", "0.01");
            case DOUBLE -> chance.oneOf("DOUBLE '0'", "1.5e0", "-2e0");
            case TEXT -> chance.oneOf("''", "'a'", "'A'", "'ab'", "'é'", "'ss'", "' '", "'%'", "'\\'", "'😀'", "'a '");
            case DATE -> chance.oneOf("DATE '2020-02-29'", "DATE '1999-12-31'", "DATE '2000-01-01'");
            case TIMESTAMP ->
                chance.oneOf("TIMESTAMP '2020-02-29 12:34:56.789'", "TIMESTAMP '1999-12-31 00:00:00.000'");
            case BOOLEAN -> chance.oneOf("true", "false");
            case REAL -> chance.oneOf("REAL '0'", "REAL '1.5'", "REAL '0.1'");
            case NUMBER -> chance.oneOf("NUMBER '0'", "NUMBER '1.5'", "NUMBER '1e30'");
            case PADDED -> chance.oneOf("CHAR 'a'", "CHAR 'a  '", "CHAR 'A'", "CHAR 'ß'", "CHAR ''");
            case TIME -> chance.oneOf("TIME '00:00:00'", "TIME '12:34:56.789'", "TIME '23:59:59.999999'");
            case ZONED_TIME -> chance.oneOf("TIME '12:34:56.789012 +05:30'", "TIME '00:00:00 +00:00'");
            case INSTANT -> chance.oneOf("TIMESTAMP '2020-02-29 12:34:56.789 UTC'",
                    "TIMESTAMP '1999-12-31 23:00:00 Europe/Berlin'");
            case UUID -> chance.oneOf("UUID '00000000-0000-0000-0000-000000000001'",
                    "UUID 'ffffffff-0123-4567-89ab-ffffffffffff'");
            case BYTES -> chance.oneOf("X''", "X'61'", "X'00FF'");
            case DOCUMENT, NUMBERS, WORDS, OPAQUE ->
                throw new IllegalArgumentException("there are no constants of " + kind);
        };
    }

    private String timestamp(int depth) {
        return switch (chance.between(0, 4)) {
            case 0 -> "CAST(" + value(Kind.DATE, depth) + " AS timestamp(3))";
            case 1 -> truncated(Kind.TIMESTAMP, depth);
            case 2 -> "CAST(" + value(Kind.TIMESTAMP, depth) + " AS timestamp(6))";
            default -> choice(Kind.TIMESTAMP, depth);
        };
    }

    private String truncated(Kind kind, int depth) {
        return "date_trunc('" + chance.oneOf("year", "month", "week", "day", "hour") + "', " + value(kind, depth) + ")";
    }

    /** Text within a document, if there is one. */
    private String within(int depth) {
        List<String> documents = scope.of(Kind.DOCUMENT);
        return documents.isEmpty()
                ? choice(Kind.TEXT, depth)
                : "json_extract_scalar(" + chance.pick(documents) + ", '$.a')";
    }

    private String integer(int depth) {
        String a = value(Kind.INTEGER, depth);
        return switch (chance.between(0, 19)) {
            case 0, 1 -> "(" + a + chance.oneOf(" + ", " - ", " * ") + value(Kind.INTEGER, depth) + ")";
            case 2 -> "(" + a + chance.oneOf(" / ", " % ") + chance.oneOf("7", "-3", "2", value(Kind.INTEGER, depth))
                    + ")";
            case 3 -> "(-" + a + ")";
            case 4 -> chance.oneOf("abs(", "sign(") + a + ")";
            case 5 -> "length(" + value(Kind.TEXT, depth) + ")";
            case 6 -> "strpos(" + value(Kind.TEXT, depth) + ", " + value(Kind.TEXT, 0) + ")";
            case 7, 8 -> chance.oneOf("year", "month", "day", "quarter", "week", "day_of_week", "day_of_year") + "("
                    + value(Kind.DATE, depth) + ")";
            case 9 -> chance.oneOf("year", "month", "hour", "minute", "second") + "(" + value(Kind.TIMESTAMP, depth)
                    + ")";
            case 10 -> "date_diff('day', " + value(Kind.DATE, depth) + ", " + value(Kind.DATE, depth) + ")";
            case 11 -> "CAST(" + value(Kind.DECIMAL, depth) + " AS bigint)";
            case 12 -> "CAST(" + a + " AS " + chance.oneOf("integer", "bigint", "smallint") + ")";
            case 13 -> "mod(" + a + ", 5)";
            case 14 -> "length(" + value(chance.oneOf(Kind.PADDED, Kind.BYTES), depth) + ")";
            case 15 -> chance.oneOf("hour", "minute", "second") + "(" + value(Kind.TIME, depth) + ")";
            case 16 -> chance.oneOf("year", "month", "day", "hour") + "(" + value(Kind.INSTANT, depth) + ")";
            default -> choice(Kind.INTEGER, depth);
        };
    }

    private String decimal(int depth) {
        String a = value(Kind.DECIMAL, depth);
        return switch (chance.between(0, 9)) {
            case 0, 1 -> "(" + a + chance.oneOf(" + ", " - ", " * ") + value(Kind.DECIMAL, depth) + ")";
            case 2 -> "(" + a + " % " + chance.oneOf("1.5", "DECIMAL '3'", value(Kind.DECIMAL, 0)) + ")";
            case 3 -> "(-" + a + ")";
            case 4 -> chance.oneOf("abs(", "sign(", "floor(", "ceil(", "round(", "truncate(") + a + ")";
            case 5 -> "round(" + a + ", " + chance.between(-3, 3) + ")";
            case 6 -> "CAST(" + value(Kind.INTEGER, depth) + " AS decimal(19, 0))";
            case 7 -> "(" + a + " + " + chance.oneOf("1", chance.pick(scope.of(Kind.INTEGER))) + ")";
            default -> choice(Kind.DECIMAL, depth);
        };
    }

    private String text(int depth) {
        String a = value(Kind.TEXT, depth);
        return switch (chance.between(0, 13)) {
            case 0, 1 -> chance.oneOf("lower(", "upper(", "reverse(", "trim(", "ltrim(", "rtrim(") + a + ")";
            case 2, 3 -> "substr(" + a + ", " + chance.between(1, 3)
                    + (chance.of(0.5) ? ", " + chance.between(0, 3) : "") + ")";
            case 4 -> "concat(" + a + ", " + value(Kind.TEXT, depth) + ")";
            case 5 -> "(" + a + " || " + value(Kind.TEXT, 0) + ")";
            case 6 -> "replace(" + a + ", " + chance.oneOf("'a'", "'s'", "'é'", "' '") + ", "
                    + chance.oneOf("''", "'b'", "'xyz'") + ")";
            case 7 -> "CAST(" + value(Kind.INTEGER, depth) + " AS varchar)";
            case 8 -> "CAST(" + a + " AS varchar(2))";
            case 9 -> "CAST(" + value(Kind.PADDED, depth) + " AS varchar(6))";
            case 10 -> within(depth);
            default -> choice(Kind.TEXT, depth);
        };
    }

    private String date(int depth) {
        return switch (chance.between(0, 5)) {
            case 4 -> "date_add('" + chance.oneOf("day", "week", "month", "year") + "', " + chance.between(-40, 40)
                    + ", " + value(Kind.DATE, depth) + ")";
            case 5 -> "(" + value(Kind.DATE, depth) + chance.oneOf(" + ", " - ") + "INTERVAL '" + chance.between(0, 20)
                    + "' " + chance.oneOf("DAY", "MONTH", "YEAR") + ")";
            case 0 -> "CAST(" + value(chance.oneOf(Kind.TIMESTAMP, Kind.INSTANT), depth) + " AS date)";
            case 1 -> "date_trunc('" + chance.oneOf("year", "month", "week", "day") + "', " + value(Kind.DATE, depth)
                    + ")";
            default -> choice(Kind.DATE, depth);
        };
    }

    private String choice(Kind kind, int depth) {
        if (chance.of(0.4)) {
            return new ChoiceWriter(chance, this).choice(kind, depth);
        }
        return chance.oneOf("coalesce(", "nullif(", "greatest(", "least(") + value(kind, depth) + ", "
                + value(kind, depth) + ")";
    }
}
