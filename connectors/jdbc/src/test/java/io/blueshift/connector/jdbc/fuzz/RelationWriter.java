package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;
import io.blueshift.connector.jdbc.fuzz.Scope.Item;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Joins random tables: as they are, filtered, grouped, or their first rows. For one query, one thread. */
final class RelationWriter {
    private static final List<Kind> KEYS = List.of(Kind.INTEGER, Kind.INTEGER, Kind.INTEGER, Kind.DECIMAL,
            Kind.DECIMAL, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.PADDED, Kind.DATE, Kind.TIMESTAMP, Kind.INSTANT,
            Kind.TIME, Kind.UUID, Kind.BYTES, Kind.BOOLEAN, Kind.DOUBLE, Kind.NUMBER, Kind.REAL, Kind.ZONED_TIME);
    private static final Map<Kind, Kind> RELATED = Map.of(Kind.INTEGER, Kind.DECIMAL, Kind.DECIMAL, Kind.INTEGER,
            Kind.TEXT, Kind.PADDED, Kind.PADDED, Kind.TEXT, Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMP, Kind.DATE);
    private static final List<Kind> LEAST = List.of(Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.TIMESTAMP);
    private static final FuzzColumn COUNT = FuzzColumn.of("id", "bigint", Kind.INTEGER, List.of()).inSource();

    private final Chance chance;
    private final List<FuzzTable> tables;
    private final boolean own;
    private int aliases;

    RelationWriter(Chance chance, List<FuzzTable> tables, boolean own) {
        this.chance = chance;
        this.tables = tables;
        this.own = own;
    }

    /** @param count of tables */
    Relation relation(int count) {
        if (count == 1) {
            return leaf();
        }
        int lefts = chance.between(1, count - 1);
        Relation left = relation(lefts);
        Relation right = relation(count - lefts);
        String kind = chance.oneOf(" JOIN ", " JOIN ", " LEFT JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ");
        String on = kind.equals(" FULL JOIN ")
                ? equality(left.scope(), right.scope(), false)
                : condition(left.scope(), right.scope());
        String other = count - lefts > 1 ? "(" + right.from() + ")" : right.from();
        return new Relation(left.from() + kind + other + " ON " + on, left.scope().and(right.scope()));
    }

    private Relation leaf() {
        FuzzTable table = chance.pick(tables);
        String alias = "t" + ++aliases;
        return switch (chance.between(0, 11)) {
            case 0 -> new Relation("(SELECT x.* FROM " + table.name() + " x WHERE "
                    + filter(table.scope("x", own), 1) + ") " + alias, table.scope(alias, own));
            case 1 -> new Relation("(SELECT x.* FROM " + table.name() + " x ORDER BY x.id DESC LIMIT "
                    + chance.between(1, 20) + ") " + alias, table.scope(alias, own));
            case 2 -> grouped(table, alias);
            default -> new Relation(table.name() + " " + alias, table.scope(alias, own));
        };
    }

    /** One key, the number of its rows and something of them. Rows that an outer join adds have no number. */
    private Relation grouped(FuzzTable table, String alias) {
        Scope scope = table.scope("x", own);
        Item key = chance.pick(scope.of(KEYS.stream().filter(kind -> kind != Kind.DOUBLE && kind != Kind.REAL
                && kind != Kind.NUMBER && kind != Kind.ZONED_TIME).toList()));
        Item least = chance.pick(scope.of(LEAST));
        String where = chance.of(0.3) ? " WHERE " + filter(scope, 0) : "";
        List<Item> items = List.of(Item.of(alias + ".k", key.column(), own), Item.of(alias + ".n", COUNT, own),
                Item.of(alias + ".m", least.column(), own));
        return new Relation("(SELECT " + key.name() + " k, count(*) n, min(" + least.name() + ") m FROM "
                + table.name() + " x" + where + " GROUP BY " + key.name() + ") " + alias,
                new Scope(items, List.of(items.get(0).name(), items.get(1).name())));
    }

    private String filter(Scope scope, int depth) {
        return new ConditionWriter(chance, scope, new ValueWriter(chance, scope, own), own).condition(depth);
    }

    private String condition(Scope left, Scope right) {
        String on = equality(left, right, !own);
        return switch (chance.between(0, 9)) {
            case 0 -> on + " AND " + equality(left, right, false);
            case 1 -> on + " AND " + equality(left, right, false).replaceFirst(" = ", chance.oneOf(" < ", " <> ",
                    " >= "));
            case 2 -> on + " AND " + filter(left, 0);
            case 3 -> on + " AND " + filter(right, 1);
            case 4 -> on + " AND " + filter(left.and(right), 1);
            case 5 -> chance.of(0.3) ? on.replaceFirst(" = ", " <= ") : on;
            default -> on;
        };
    }

    /** @param computed whether a side may be more than a column */
    private String equality(Scope left, Scope right, boolean computed) {
        for (int tries = 0; tries < 12; tries++) {
            Kind kind = chance.pick(KEYS);
            Kind other = chance.of(0.15) ? RELATED.getOrDefault(kind, kind) : kind;
            List<String> lefts = left.of(kind);
            List<String> rights = right.of(other);
            if (!lefts.isEmpty() && !rights.isEmpty()) {
                String one = computed && chance.of(0.2)
                        ? "(" + new ValueWriter(chance, left, own).value(kind, 1) + ")"
                        : chance.pick(lefts);
                return chance.of(0.5)
                        ? one + " = " + chance.pick(rights)
                        : chance.pick(rights) + " = " + one;
            }
        }
        return chance.pick(left.of(Kind.INTEGER)) + " = " + chance.pick(right.of(Kind.INTEGER));
    }

    /** A condition on another table's rows, or nothing. */
    String semiJoin(Scope scope) {
        if (!chance.of(0.2)) {
            return "";
        }
        FuzzTable table = chance.pick(tables);
        Scope other = table.scope("s", own);
        String not = chance.of(0.3) ? "NOT " : "";
        String further = chance.of(0.4) ? filter(other, 1) : "";
        String equality = equality(scope, other, false);
        if (chance.of(0.5)) {
            return not + "EXISTS (SELECT 1 FROM " + table.name() + " s WHERE " + equality
                    + (further.isEmpty() ? "" : " AND " + further) + ")";
        }
        List<String> sides = Stream.of(equality.split(" = ")).toList();
        boolean swapped = sides.getFirst().matches("«?s\\..*");
        return sides.get(swapped ? 1 : 0) + " " + not + "IN (SELECT " + sides.get(swapped ? 0 : 1) + " FROM "
                + table.name() + " s" + (further.isEmpty() ? "" : " WHERE " + further) + ")";
    }
}
