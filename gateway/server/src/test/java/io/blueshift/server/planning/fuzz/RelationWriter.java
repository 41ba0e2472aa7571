package io.blueshift.server.planning.fuzz;

import io.blueshift.server.planning.fuzz.Piece.Listed;

import java.util.ArrayList;
import java.util.List;

/** Writes what stands in FROM: tables, derived tables, VALUES and UNNEST, joined in all ways. */
final class RelationWriter {
    /** More pairs than a query should have to look at. */
    private static final long ROWS_MAX = 20_000;

    private final Choices choices;
    private final boolean portable;
    private final List<Table> tables;
    private final ExpressionWriter expressions;
    private final QueryWriter queries;
    private int names;

    RelationWriter(Choices choices, boolean portable, List<Table> tables, ExpressionWriter expressions,
            QueryWriter queries) {
        this.choices = choices;
        this.portable = portable;
        this.tables = tables;
        this.expressions = expressions;
        this.queries = queries;
    }

    /** @param depth how deep derived tables may be nested in it */
    Relation write(int depth) {
        Relation first = single(depth, Integer.MAX_VALUE);
        List<Column> columns = new ArrayList<>(first.columns());
        List<Piece> joins = new ArrayList<>();
        long rows = first.rows();
        int count = choices.oneOf(0, 0, 0, 1, 1, 1, 2, 3);
        for (int i = 0; i < count; i++) {
            Relation right = single(depth - 1, rows > 300 ? 60 : 10_000);
            boolean byId = first.columns().getFirst().name().endsWith(".id")
                    && right.columns().getFirst().name().endsWith(".id")
                    && (choices.chance(0.35) || rows * right.rows() > ROWS_MAX * 3);
            if (!byId && rows * right.rows() > ROWS_MAX * 3) {
                continue;
            }
            joins.add(join(columns, right, byId, rows));
            rows = byId ? Math.max(rows, right.rows()) : Math.max(rows * right.rows() / 3, rows + right.rows());
            columns.addAll(right.columns());
        }
        if (!portable && choices.chance(0.08) && rows < ROWS_MAX) {
            joins.add(unnest(columns));
        }
        return new Relation(Piece.of(first.from(), new Listed("", "", 0, joins)), columns, rows);
    }

    private Relation single(int depth, long rowsMax) {
        String name = "r" + names++;
        if (depth > 0 && choices.chance(0.25)) {
            Query query = queries.derived(depth - 1);
            if (query.rows() <= rowsMax) {
                return new Relation(Piece.of("(", query.piece(), ") AS ", name), of(query.columns(), name),
                        query.rows());
            }
        }
        if (choices.chance(0.04)) {
            return values(name);
        }
        List<Table> small = tables.stream().filter(table -> table.rows() <= rowsMax).toList();
        Table table = choices.pick(small);
        if (table.rows() <= 1 && choices.chance(0.7)) {
            // With these, few queries have rows
            table = choices.pick(small);
        }
        return new Relation(Piece.of(table.name(), " AS ", name), of(table.columns(), name), table.rows());
    }

    private Relation values(String name) {
        List<SqlType> types = choices.some(3, Template.types("any", portable));
        List<Piece> rows = new ArrayList<>();
        for (int i = choices.between(1, 6); i > 0; i--) {
            List<Object> row = new ArrayList<>(List.of("("));
            for (int j = 0; j < types.size(); j++) {
                row.add(j == 0 ? "" : ", ");
                row.add(expressions.literal(types.get(j), false));
            }
            row.add(")");
            rows.add(Piece.of(row.toArray()));
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(new Column(name + ".v" + i, types.get(i), false));
        }
        String header = ") AS " + name + " (" + String.join(", ", List.of("v0", "v1", "v2").subList(0, types.size()))
                + ")";
        return new Relation(Piece.of("(VALUES ", new Listed("", ", ", 1, rows), header), columns, rows.size());
    }

    private static List<Column> of(List<Column> columns, String name) {
        return columns.stream().map(column -> column.of(name)).toList();
    }

    private Piece join(List<Column> left, Relation right, boolean byId, long rows) {
        if (!byId && rows * right.rows() < 2_000 && choices.chance(0.1)) {
            return Piece.of(" CROSS JOIN ", right.from());
        }
        List<Piece> terms = new ArrayList<>();
        if (byId) {
            terms.add(Piece.of(left.getFirst().name(), " = ", right.columns().getFirst().name()));
        } else {
            for (int i = choices.oneOf(1, 1, 2); i > 0; i--) {
                terms.add(equality(left, right));
            }
        }
        String kind = choices.oneOf("JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        Scope both = new Scope(left, false).and(right.columns());
        if (choices.chance(0.3)) {
            terms.add(expressions.write(SqlType.BOOLEAN, both, 2));
        }
        if (!kind.startsWith("F") && rows * right.rows() < 10_000 && choices.chance(0.1)) {
            terms.removeFirst();
            terms.add(expressions.write(SqlType.BOOLEAN, both, 2));
        }
        return Piece.of(" ", kind, " ", right.from(), new Listed(" ON ", " AND ", 1, terms));
    }

    private Piece equality(List<Column> left, Relation right) {
        List<Column> candidates = left.stream()
                .filter(column -> right.columns().stream().anyMatch(other -> other.type() == column.type())).toList();
        SqlType type = candidates.isEmpty() ? SqlType.INTEGER : choices.pick(candidates).type();
        int depth = choices.oneOf(0, 0, 0, 1);
        return Piece.of(expressions.write(type, new Scope(left, false), depth), " = ",
                expressions.write(type, new Scope(right.columns(), false), depth));
    }

    private Piece unnest(List<Column> columns) {
        String name = "r" + names++;
        Piece array = expressions.write(SqlType.INTS, new Scope(List.copyOf(columns), false), 1);
        columns.add(new Column(name + ".u", SqlType.INTEGER, true));
        if (choices.chance(0.5)) {
            return Piece.of(" CROSS JOIN UNNEST(", array, ") AS ", name, " (u)");
        }
        columns.add(new Column(name + ".o", SqlType.BIGINT, true));
        return Piece.of(" LEFT JOIN UNNEST(", array, ") WITH ORDINALITY AS ", name, " (u, o) ON true");
    }
}
