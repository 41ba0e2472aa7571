package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes random queries over a relation. One thread. */
final class QueryWriter {
    /** What is the same value if it is equal, and has a minimum. */
    private static final List<Kind> EXTREMES = List.of(Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.DATE,
            Kind.TIMESTAMP, Kind.TIME, Kind.INSTANT);
    private static final List<Kind> KEYS = List.of(Kind.INTEGER, Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.TEXT,
            Kind.DATE, Kind.TIMESTAMP, Kind.BOOLEAN, Kind.PADDED, Kind.UUID, Kind.BYTES, Kind.TIME, Kind.INSTANT);
    private static final List<Kind> READ = List.of(Kind.REAL, Kind.DOUBLE, Kind.NUMBER, Kind.OPAQUE, Kind.ZONED_TIME,
            Kind.DOCUMENT, Kind.NUMBERS, Kind.WORDS);

    private final Chance chance;
    private final Relation relation;
    private final ValueWriter values;
    private final boolean own;

    /** @param own whether the query is asked in the source's own words too */
    QueryWriter(Chance chance, Relation relation, boolean own) {
        this.chance = chance;
        this.relation = relation;
        this.values = new ValueWriter(chance, relation.scope(), own);
        this.own = own;
    }

    /** @param semiJoins writes a further condition, or nothing */
    FuzzQuery query(RelationWriter semiJoins) {
        String where = chance.of(0.7)
                ? new ConditionWriter(chance, relation.scope(), values, own).condition(chance.between(0, 2))
                : "";
        String semiJoin = semiJoins.semiJoin(relation.scope());
        String condition = where.isEmpty() || semiJoin.isEmpty() ? where + semiJoin : where + " AND " + semiJoin;
        String from = " FROM " + relation.from() + (condition.isEmpty() ? "" : " WHERE " + condition);
        String keys = String.join(", ", relation.scope().keys());
        return switch (chance.between(0, 10)) {
            case 0 -> query("SELECT " + keys + from, false);
            case 1, 2 -> query("SELECT " + keys + ", " + list(2) + read() + from, false);
            case 3, 4 -> query("SELECT " + keys + from + " ORDER BY " + ordered(), true);
            case 5, 6 -> query("SELECT DISTINCT " + list(chance.between(1, 2)) + from, false);
            case 7 -> query("SELECT count(*) FROM (SELECT 1 one" + from + " LIMIT " + chance.between(1, 9) + ") q",
                    false);
            default -> query(grouped(from), false);
        };
    }

    private FuzzQuery query(String text, boolean ordered) {
        return new FuzzQuery(text, ordered, own);
    }

    private String ordered() {
        String first = own ? chance.pick(relation.scope().of(EXTREMES)).name() : value();
        String keys = relation.scope().keys().stream().map(key -> ", " + key + " ASC NULLS LAST")
                .collect(Collectors.joining());
        return first + chance.oneOf(" ASC", " DESC") + chance.oneOf(" NULLS LAST", " NULLS FIRST") + keys + " LIMIT "
                + chance.between(1, 12);
    }

    private String grouped(String from) {
        int keys = chance.between(0, 2);
        String aggregates = IntStream.rangeClosed(1, chance.between(1, 3)).mapToObj(_ -> aggregate())
                .collect(Collectors.joining(", "));
        if (keys == 0) {
            return "SELECT " + aggregates + from;
        }
        String places = IntStream.rangeClosed(1, keys).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String having = chance.of(0.2) ? " HAVING count(*) > 1" : "";
        return "SELECT " + list(keys) + ", " + aggregates + from + " GROUP BY " + places + having;
    }

    private String aggregate() {
        return unfiltered() + (own || !chance.of(0.25)
                ? ""
                : " FILTER (WHERE " + new ConditionWriter(chance, relation.scope(), values, false)
                        .condition(chance.between(0, 1)) + ")");
    }

    private String unfiltered() {
        return switch (chance.between(0, own ? 4 : 6)) {
            case 0 -> "count(*)";
            case 1 -> "count(" + (chance.of(0.4) ? "DISTINCT " : "") + value() + ")";
            case 2 -> "sum(" + values.value(Kind.INTEGER, 2) + ")";
            case 3, 4 -> chance.oneOf("min(", "max(") + values.value(chance.pick(EXTREMES), 2) + ")";
            case 5 -> chance.oneOf("sum(", "avg(") + values.value(Kind.DECIMAL, 2) + ")";
            default -> chance.oneOf("bool_and(", "bool_or(", "count_if(") + values.value(Kind.BOOLEAN, 2) + ")";
        };
    }

    /** What is neither grouped nor computed. */
    private String read() {
        List<Scope.Item> items = relation.scope().of(READ);
        return items.isEmpty() ? "" : ", " + chance.pick(items).name();
    }

    private String list(int count) {
        return IntStream.range(0, count).mapToObj(_ -> value()).collect(Collectors.joining(", "));
    }

    private String value() {
        if (own) {
            return chance.pick(relation.scope().of(KEYS)).name();
        }
        return values.value(chance.pick(KEYS), chance.between(0, 2));
    }
}
