package io.blueshift.server.planning.fuzz;

import io.blueshift.server.planning.fuzz.Piece.Node;
import io.blueshift.server.planning.fuzz.Template.Hole;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes expressions of a wanted type from columns, literals, templates and subqueries. */
final class ExpressionWriter {
    private final Choices choices;
    private final boolean portable;
    private final SubqueryWriter subqueries;
    private final List<Template> templates;
    private final Map<SqlType, List<Template>> byType = new EnumMap<>(SqlType.class);

    ExpressionWriter(Choices choices, boolean portable, SubqueryWriter subqueries, List<Template> templates) {
        this.choices = choices;
        this.portable = portable;
        this.subqueries = subqueries;
        this.templates = templates;
    }

    Piece write(SqlType type, Scope scope, int depth) {
        if (depth <= 0 || choices.chance(0.3)) {
            return leaf(type, scope, false);
        }
        if (scope.subqueries() && choices.chance(0.04)) {
            return new Node(type, subqueries.scalar(type, scope));
        }
        if (type == SqlType.BOOLEAN && scope.subqueries() && choices.chance(0.12)) {
            return new Node(type, subqueries.predicate(scope));
        }
        List<Template> candidates = byType.computeIfAbsent(type, this::templates);
        return candidates.isEmpty()
                ? leaf(type, scope, false)
                : new Node(type, fill(choices.pick(candidates), type, scope, depth - 1));
    }

    /** A column, or a literal where there is none of the type. */
    Piece leaf(SqlType type, Scope scope, boolean exact) {
        List<Column> columns = scope.of(type).stream().filter(column -> !exact || column.exact()).toList();
        if (columns.isEmpty() || choices.chance(0.06)) {
            return literal(type, exact);
        }
        return new Node(type, Piece.word(choices.pick(columns).name()));
    }

    Piece literal(SqlType type, boolean exact) {
        String value = choices.chance(0.02) ? "NULL" : choices.pick(type.values(exact || portable, portable));
        return new Node(type, Piece.word(type.literal(value)));
    }

    /** A template whose holes are filled with expressions of at most that depth, in parentheses. */
    Piece fill(Template template, SqlType type, Scope scope, int depth) {
        return Piece.of("(", fillBare(template, type, scope, depth), ")");
    }

    /** The same without parentheses, as OVER and FILTER want it. */
    Piece fillBare(Template template, SqlType type, Scope scope, int depth) {
        // A lambda's body may not contain a subquery
        boolean lambda = template.parts().stream().anyMatch(part -> part.contains("->"));
        Scope inner = lambda ? scope.withoutSubqueries() : scope;
        Map<String, SqlType> bound = new HashMap<>(Map.of("T", type));
        List<Object> pieces = new ArrayList<>();
        // Without such a column, two literals would stand for it, and guard nothing
        String same = scope.of(SqlType.BIGINT).isEmpty() ? "BIGINT '0'" : choices.pick(scope.of(SqlType.BIGINT)).name();
        for (int i = 0; i < template.holes().size(); i++) {
            pieces.add(template.parts().get(i));
            Hole hole = template.holes().get(i);
            pieces.add(hole.type().equals("same") ? same : hole(hole, bound, inner, depth));
        }
        pieces.add(template.parts().getLast());
        return Piece.of(pieces.toArray());
    }

    private Piece hole(Hole hole, Map<String, SqlType> bound, Scope scope, int depth) {
        SqlType type = hole.type().equals("any")
                ? any(scope, hole.type())
                : bound.computeIfAbsent(hole.type(), name -> any(scope, name));
        if (hole.literal()) {
            return literal(type, false);
        }
        return hole.exact() ? leaf(type, scope, true) : write(type, scope, depth);
    }

    /** A type of that name, rather one that a column has. */
    private SqlType any(Scope scope, String name) {
        List<SqlType> types = Template.types(name, portable);
        List<Column> columns = scope.columns().stream().filter(column -> types.contains(column.type())).toList();
        return columns.isEmpty() || choices.chance(0.2) ? choices.pick(types) : choices.pick(columns).type();
    }

    private List<Template> templates(SqlType type) {
        List<Template> result = new ArrayList<>();
        for (Template template : templates) {
            if (template.gives(type) && (template.portable() || !portable)) {
                // What suits any type would else hide what is particular to one
                int weight = template.result().equals(type.alias()) ? 3 : 1;
                for (int i = 0; i < weight; i++) {
                    result.add(template);
                }
            }
        }
        return result;
    }
}
