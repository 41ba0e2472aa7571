package io.blueshift.server.planning.fuzz;

import io.blueshift.server.planning.fuzz.Piece.Listed;

import java.util.ArrayList;
import java.util.List;

/** Writes window functions over the rows of a query. Where rows must be told apart, the window is ordered by all columns. */
final class WindowWriter {
    private static final List<String> FRAMES = List.of("", "", " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            " ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING", " ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING",
            " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING", " ROWS BETWEEN 2 FOLLOWING AND 4 FOLLOWING",
            " RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
            " RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING");

    private final Choices choices;
    private final boolean portable;
    private final ExpressionWriter expressions;
    private final List<Template> templates;

    WindowWriter(Choices choices, boolean portable, ExpressionWriter expressions, List<Template> templates) {
        this.choices = choices;
        this.portable = portable;
        this.expressions = expressions;
        this.templates = templates.stream().filter(template -> template.portable() || !portable).toList();
    }

    Query write(Query rows) {
        if (rows.columns().stream().anyMatch(column -> !column.type().orderable())) {
            return rows;
        }
        List<Column> from = rows.columns().stream()
                .map(column -> new Column("w." + column.name(), column.type(), column.exact())).toList();
        Scope scope = new Scope(from, false);
        List<Column> columns = new ArrayList<>();
        List<Piece> items = new ArrayList<>();
        for (Column column : from) {
            add(column.type(), Piece.word(column.name()), columns, items);
        }
        Window total = total(scope);
        for (int i = choices.between(1, 3); i > 0; i--) {
            function(scope, total, columns, items);
        }
        Piece piece = Piece.of(new Listed("SELECT ", ", ", 1, items), " FROM (", rows.piece(), ") AS w");
        Query query = new Query(piece, columns, false, rows.rows());
        return choices.chance(0.25) && columns.stream().allMatch(column -> column.type().orderable())
                ? ranked(query)
                : query;
    }

    /** What stands in OVER, in front of a frame. */
    private record Window(Piece partition, Piece order) {}

    /** Tells all rows apart that differ. Two of them would number equal rows in two ways, so a query has one. */
    private Window total(Scope scope) {
        return new Window(partition(scope), order(scope, scope.columns().size()));
    }

    private Piece partition(Scope scope) {
        List<Piece> keys = choices.some(choices.oneOf(0, 1, 1, 2), scope.columns()).stream()
                .map(column -> Piece.word(column.name())).toList();
        return new Listed("PARTITION BY ", ", ", 0, keys);
    }

    private Piece order(Scope scope, int count) {
        List<Piece> keys = new ArrayList<>();
        for (Column column : choices.some(count, scope.columns())) {
            keys.add(Piece.word(
                    column.name() + choices.oneOf(" ASC", " DESC") + choices.oneOf(" NULLS FIRST", " NULLS LAST")));
        }
        return new Listed(" ORDER BY ", ", ", keys.size(), keys);
    }

    private static void add(SqlType type, Piece piece, List<Column> columns, List<Piece> items) {
        columns.add(new Column("x" + columns.size(), type, !type.floating()));
        items.add(Piece.of(piece, " AS ", columns.getLast().name()));
    }

    private void function(Scope scope, Window total, List<Column> columns, List<Piece> items) {
        Template template = choices.pick(templates);
        SqlType type = choices
                .pick(Template.types(template.result().equals("orderable") ? "O" : template.result(), portable));
        Piece bare = expressions.fillBare(template, type, scope, 0);
        add(type, Piece.of(bare, " OVER (", over(scope, total, template.flag()), ")"), columns, items);
    }

    private Piece over(Scope scope, Window total, String flag) {
        String frame = flag.equals("a") || flag.equals("v") ? choices.pick(FRAMES) : "";
        if (flag.equals("o") || flag.equals("v") || frame.startsWith(" ROWS")) {
            return Piece.of(total.partition, total.order, frame);
        }
        int keys = choices.between(flag.equals("r") ? 1 : 0, 2);
        // Without an order, all rows of a partition are peers
        return Piece.of(partition(scope), order(scope, keys),
                keys > 0 || frame.contains("UNBOUNDED FOLLOWING") ? frame : "");
    }

    /** The first rows of each partition, for which Trino has operators of their own. */
    private Query ranked(Query query) {
        List<Column> columns = query.columns().stream().map(column -> column.of("w")).toList();
        String function = choices.oneOf("row_number()", "rank()", "dense_rank()");
        Piece rows = Piece.of("SELECT w.*, ", function, " OVER (PARTITION BY ", choices.pick(columns).name(),
                order(new Scope(columns, false), columns.size()), ") AS k FROM (", query.piece(), ") AS w");
        String names = String.join(", ", query.columns().stream().map(Column::name).toList());
        Piece piece = Piece.of("SELECT ", names, " FROM (", rows, ") AS f WHERE k <= ",
                Integer.toString(choices.between(1, 3)));
        return new Query(piece, query.columns(), false, query.rows());
    }
}
