package io.blueshift.server.planning.fuzz;

import io.blueshift.server.planning.fuzz.Piece.Listed;
import io.blueshift.server.planning.fuzz.QueryWriter.Source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes aggregations: global, grouped by expressions, and by several sets of columns. */
final class AggregationWriter {
    private final Choices choices;
    private final boolean portable;
    private final ExpressionWriter expressions;
    private final List<Template> templates;

    AggregationWriter(Choices choices, boolean portable, ExpressionWriter expressions, List<Template> templates) {
        this.choices = choices;
        this.portable = portable;
        this.expressions = expressions;
        this.templates = templates.stream().filter(template -> template.portable() || !portable).toList();
    }

    Query write(Source source) {
        Scope scope = source.scope().withoutSubqueries();
        boolean sets = choices.chance(0.25);
        List<Column> columns = new ArrayList<>();
        List<Piece> items = new ArrayList<>();
        List<String> keys = sets ? keyColumns(scope, columns, items) : keys(scope, columns, items);
        if (sets && choices.chance(0.4)) {
            add(SqlType.INTEGER, Piece.word("CAST(grouping(" + String.join(", ", keys) + ") AS integer)"), columns,
                    items);
        }
        for (int i = choices.between(keys.isEmpty() ? 1 : 0, 4); i > 0; i--) {
            aggregate(scope, columns, items);
        }
        List<Piece> having = new ArrayList<>();
        if (!keys.isEmpty() && choices.chance(0.15)) {
            having.add(Piece.of("count(*) ", choices.oneOf("> 1", "< 3", "<> 2")));
        }
        Piece piece = Piece.of(new Listed("SELECT ", ", ", 1, items), source.from(), groupBy(keys, sets),
                new Listed(" HAVING ", " AND ", 0, having));
        return new Query(piece, columns, false, source.rows());
    }

    private List<String> keys(Scope scope, List<Column> columns, List<Piece> items) {
        List<String> keys = new ArrayList<>();
        for (int i = choices.oneOf(0, 1, 1, 1, 2, 2, 3); i > 0; i--) {
            Column column = choices.pick(scope.columns());
            add(column.type(),
                    choices.chance(0.7) ? Piece.word(column.name()) : expressions.write(column.type(), scope, 2),
                    columns, items);
            keys.add(Integer.toString(items.size()));
        }
        return keys;
    }

    /** Grouping sets are of columns, each once. */
    private List<String> keyColumns(Scope scope, List<Column> columns, List<Piece> items) {
        List<String> keys = new ArrayList<>();
        for (Column column : choices.some(choices.between(1, 3), scope.columns())) {
            keys.add(column.name());
            add(column.type(), Piece.word(column.name()), columns, items);
        }
        return keys;
    }

    private static void add(SqlType type, Piece piece, List<Column> columns, List<Piece> items) {
        columns.add(new Column("x" + columns.size(), type, !type.floating()));
        items.add(Piece.of(piece, " AS ", columns.getLast().name()));
    }

    private void aggregate(Scope scope, List<Column> columns, List<Piece> items) {
        Template template = choices.pick(templates);
        List<SqlType> types = Template.types(template.result().equals("orderable") ? "O" : template.result(), portable);
        SqlType type = choices.pick(types);
        Template call = template.flag().equals("d") && choices.chance(0.25) ? distinct(template) : template;
        Piece piece = expressions.fillBare(call, type, scope, 1);
        if (isCall(template) && choices.chance(0.15)) {
            piece = Piece.of(piece, " FILTER (WHERE ", expressions.write(SqlType.BOOLEAN, scope, 2), ")");
        }
        add(type, piece, columns, items);
    }

    /** DISTINCT stands in front of an aggregate's first argument. */
    private static Template distinct(Template template) {
        List<String> parts = new ArrayList<>(template.parts());
        parts.set(0, parts.getFirst() + "DISTINCT ");
        return new Template(template.result(), template.portable(), template.flag(), parts, template.holes());
    }

    /** Whether the template is nothing but the call of an aggregate, behind which FILTER may stand. */
    private static boolean isCall(Template template) {
        String first = template.parts().getFirst();
        return first.indexOf('(') == first.lastIndexOf('(') && template.parts().getLast().endsWith(")");
    }

    private Piece groupBy(List<String> keys, boolean sets) {
        if (!sets) {
            return keys.isEmpty() ? Piece.word("") : Piece.word(" GROUP BY " + String.join(", ", keys));
        }
        String list = String.join(", ", keys);
        return Piece.word(" GROUP BY " + switch (choices.between(0, 3)) {
            case 0 -> "ROLLUP (" + list + ")";
            case 1 -> "CUBE (" + list + ")";
            case 2 -> "GROUPING SETS ((" + list + "), (" + keys.getFirst() + "))";
            default -> "GROUPING SETS (" + keys.stream().map(key -> "(" + key + ")").collect(Collectors.joining(", "))
                    + ", (), (" + list + "))";
        });
    }
}
