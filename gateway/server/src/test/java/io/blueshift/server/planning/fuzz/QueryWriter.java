package io.blueshift.server.planning.fuzz;

import io.blueshift.server.planning.fuzz.Piece.Listed;
import io.blueshift.server.planning.fuzz.Piece.Node;

import java.util.ArrayList;
import java.util.List;

/** Writes whole queries. */
final class QueryWriter {
    private final Choices choices;
    private final boolean portable;
    private final ExpressionWriter expressions;
    private final RelationWriter relations;
    private final AggregationWriter aggregations;
    private final WindowWriter windows;

    /** @param portable whether DuckDB has to understand the queries */
    QueryWriter(Choices choices, boolean portable, List<Table> tables, Grammar grammar) {
        this.choices = choices;
        this.portable = portable;
        List<Table> known = tables.stream().filter(table -> !portable || table.portable()).toList();
        SubqueryWriter subqueries = new SubqueryWriter(choices, portable, known);
        expressions = new ExpressionWriter(choices, portable, subqueries, grammar.expressions());
        subqueries.use(expressions);
        relations = new RelationWriter(choices, portable, known, expressions, this);
        aggregations = new AggregationWriter(choices, portable, expressions, grammar.aggregates());
        windows = new WindowWriter(choices, portable, expressions, grammar.windows());
    }

    /** A query as a user sends it. */
    Query write() {
        if (choices.chance(0.1)) {
            return limited(derived(1));
        }
        Query query = derived(2);
        return choices.chance(0.5) ? sorted(query) : query;
    }

    /** A query that may stand in FROM. */
    Query derived(int depth) {
        int kind = choices.between(0, 99);
        if (kind < 40) {
            return named(select(depth));
        }
        if (kind < 65) {
            return named(aggregations.write(source(depth)));
        }
        if (kind < 80) {
            return setOperation(depth);
        }
        return named(windows.write(select(Math.min(depth, 1))));
    }

    private static Query named(Query query) {
        return new Query(new Node("query", query.piece()), query.columns(), query.ordered(), query.rows());
    }

    private Query select(int depth) {
        Source source = source(depth);
        List<SqlType> types = new ArrayList<>();
        for (int i = choices.between(1, 5); i > 0; i--) {
            // Rather of types that there are columns of
            types.add(choices.chance(0.8)
                    ? choices.pick(source.scope().columns()).type()
                    : choices.pick(Template.types("any", portable)));
        }
        return select(source, types);
    }

    private Query select(Source source, List<SqlType> types) {
        List<Piece> items = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (SqlType type : types) {
            Piece item = expressions.write(type, source.scope(), choices.between(0, 3));
            columns.add(new Column("x" + columns.size(), type, !type.floating()));
            items.add(Piece.of(item, " AS ", columns.getLast().name()));
        }
        String distinct = choices.chance(0.15) ? "SELECT DISTINCT " : "SELECT ";
        Piece piece = Piece.of(new Listed(distinct, ", ", 1, items), source.from());
        return new Query(piece, columns, false, source.rows());
    }

    /** FROM and WHERE. */
    private Source source(int depth) {
        Relation relation = relations.write(depth);
        Scope scope = new Scope(List.copyOf(relation.columns()), true);
        List<Piece> terms = new ArrayList<>();
        for (int i = choices.oneOf(0, 0, 0, 1, 1, 2); i > 0; i--) {
            terms.add(expressions.write(SqlType.BOOLEAN, scope, choices.between(1, 3)));
        }
        return new Source(Piece.of(" FROM ", relation.from(), new Listed(" WHERE ", " AND ", 0, terms)), scope,
                relation.rows());
    }

    /** FROM and WHERE, and what may be selected from there. */
    record Source(Piece from, Scope scope, long rows) {}

    private Query setOperation(int depth) {
        String operation = choices.oneOf("UNION ALL", "UNION ALL", "UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL",
                "EXCEPT ALL");
        // INTERSECT ALL and EXCEPT ALL are windows over partitions that Trino sorts by
        List<SqlType> possible = Template.types(operation.endsWith("T ALL") ? "O" : "any", portable);
        List<SqlType> types = choices.some(choices.between(1, 3), possible);
        Query left = select(source(depth - 1), types);
        Query right = select(source(depth - 1), types);
        List<Piece> members = new ArrayList<>(List.of(left.piece(), right.piece()));
        if (operation.startsWith("UNION") && choices.chance(0.3)) {
            members.add(select(source(0), types).piece());
        }
        Piece piece = new Listed("", " " + operation + " ", 1, members);
        return new Query(piece, left.columns(), false, left.rows() + right.rows());
    }

    private Query sorted(Query query) {
        if (query.columns().stream().anyMatch(column -> !column.type().orderable())) {
            return query;
        }
        List<Piece> keys = new ArrayList<>();
        for (Column column : choices.shuffled(query.columns())) {
            keys.add(Piece.word(
                    column.name() + choices.oneOf(" ASC", " DESC") + choices.oneOf(" NULLS FIRST", " NULLS LAST")));
        }
        List<Piece> limits = choices.chance(0.6)
                ? List.of(Piece.word(Integer.toString(choices.oneOf(0, 1, 3, 10, 100, 5000))))
                : List.of();
        List<Piece> offsets = choices.chance(0.1)
                ? List.of(Piece.word(Integer.toString(choices.between(0, 5))))
                : List.of();
        String offset = portable ? "" : " ROWS";
        Piece piece = Piece.of("SELECT * FROM (", query.piece(), ") AS o",
                new Listed(" ORDER BY ", ", ", keys.size(), keys),
                offsets.isEmpty() ? "" : Piece.of(new Listed(" OFFSET ", "", 0, offsets), offset),
                new Listed(" LIMIT ", "", 0, limits));
        return new Query(piece, query.columns(), true, query.rows());
    }

    /** Which rows a LIMIT leaves is open, how many is not. */
    private Query limited(Query query) {
        String distinct = choices.chance(0.3) ? "SELECT DISTINCT * FROM (" : "SELECT * FROM (";
        Piece piece = Piece.of("SELECT count(*) AS x0 FROM (", distinct, query.piece(), ") AS q LIMIT ",
                Integer.toString(choices.oneOf(1, 3, 10, 1000)), ") AS l");
        return new Query(piece, List.of(new Column("x0", SqlType.BIGINT, true)), false, 1);
    }
}
