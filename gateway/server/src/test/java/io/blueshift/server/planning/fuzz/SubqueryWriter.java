package io.blueshift.server.planning.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Writes subqueries that stand in expressions: scalar ones, IN, EXISTS and quantified comparisons, correlated or not. */
final class SubqueryWriter {
    private final Choices choices;
    private final boolean portable;
    private final List<Table> tables;
    private ExpressionWriter expressions;

    SubqueryWriter(Choices choices, boolean portable, List<Table> tables) {
        this.choices = choices;
        this.portable = portable;
        this.tables = tables.stream().filter(table -> table.rows() <= 300).toList();
    }

    void use(ExpressionWriter writer) {
        expressions = writer;
    }

    /** One value of the type. */
    Piece scalar(SqlType type, Scope outer) {
        Table table = choices.pick(tables);
        Scope inner = inner(table);
        Piece value = expressions.write(type, inner, 1);
        // max has a result for each group of correlated rows; LIMIT and the like are not possible in correlated queries
        String aggregate = type.orderable() ? choices.oneOf("max", "min") : null;
        if (aggregate == null || choices.chance(0.15)) {
            String key = "%s".formatted(choices.between(0, 70));
            return Piece.of("(SELECT ", value, " FROM ", table.name(), " AS s WHERE s.id = ", key, ")");
        }
        return Piece.of("(SELECT ", aggregate, "(", value, ") FROM ", table.name(), " AS s",
                where(inner, outer, choices.chance(0.6)), ")");
    }

    Piece predicate(Scope outer) {
        Table table = choices.pick(tables);
        Scope inner = inner(table);
        SqlType type = choices.pick(outer.columns()).type();
        String not = choices.oneOf("", "", "NOT ");
        int kind = choices.between(0, 9);
        if (kind < 4) {
            return Piece.of("(", not, "EXISTS (SELECT 1 FROM ", table.name(), " AS s",
                    where(inner, outer, choices.chance(0.8)), "))");
        }
        if (kind < 9 || !type.orderable()) {
            return Piece.of("(", expressions.write(type, outer.withoutSubqueries(), 1), " ", not, "IN (SELECT ",
                    expressions.leaf(type, inner, false), " FROM ", table.name(), " AS s",
                    where(inner, outer, choices.chance(0.15)), "))");
        }
        return Piece.of("(", expressions.write(type, outer.withoutSubqueries(), 1),
                choices.oneOf(" < ", " >= ", " = ", " <> "),
                choices.oneOf("ALL", "ANY"), " (SELECT ", expressions.leaf(type, inner, false), " FROM ", table.name(),
                " AS s",
                where(inner, outer, false), "))");
    }

    private Scope inner(Table table) {
        return new Scope(table.columns().stream().map(column -> column.of("s")).toList(), false);
    }

    private Piece where(Scope inner, Scope outer, boolean correlated) {
        List<Piece> terms = new ArrayList<>();
        if (correlated) {
            Column column = choices.pick(outer.columns());
            Piece other = choices.chance(0.5)
                    ? expressions.leaf(column.type(), inner, false)
                    : expressions.write(column.type(), inner, 1);
            terms.add(Piece.of(other, " = ", column.name()));
        }
        if (choices.chance(0.6)) {
            terms.add(expressions.write(SqlType.BOOLEAN, inner, 2));
        }
        if (correlated && choices.chance(0.2) && !portable) {
            terms.add(expressions.write(SqlType.BOOLEAN, inner.and(outer.columns()), 1));
        }
        return new Piece.Listed(" WHERE ", " AND ", 0, terms);
    }
}
