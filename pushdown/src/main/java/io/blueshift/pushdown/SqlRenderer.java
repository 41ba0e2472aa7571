package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.RemoteExpression.Aggregate;
import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.Cast;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteExpression.TextOfBinary;
import io.blueshift.pushdown.RemotePredicate.AllOf;
import io.blueshift.pushdown.RemotePredicate.AnyOf;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Constant;
import io.blueshift.pushdown.RemotePredicate.InList;
import io.blueshift.pushdown.RemotePredicate.Like;
import io.blueshift.pushdown.RemotePredicate.Not;
import io.blueshift.pushdown.RemotePredicate.NotNaN;
import io.blueshift.pushdown.RemotePredicate.NullTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * Writes a remote query in a source's SQL. Constants do not become part of the text that is sent: they are bind
 * parameters, so neither quoting nor a plan cache depends on them. {@link #withoutParameters} is for what takes none.
 * Immutable, safe for all threads.
 */
public final class SqlRenderer {
    private final Dialect dialect;

    public SqlRenderer(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect is null");
    }

    public SqlText render(RemoteQuery query) {
        ImmutableList.Builder<Literal> parameters = ImmutableList.builder();
        String sql = query(query, literal -> {
            parameters.add(literal);
            return dialect.placeholder(literal.remoteType());
        });
        return new SqlText(sql, parameters.build(), query(query, literal -> LiteralText.of(literal.value())));
    }

    /** The query as one text, for commands that take no parameters; constants as {@link Dialect#literal} writes them. */
    public String withoutParameters(RemoteQuery query) {
        return query(query, dialect::literal);
    }

    private String query(RemoteQuery query, Function<Literal, String> literals) {
        boolean bare = query.filter().equals(RemotePredicate.TRUE) && query.order().isEmpty();
        // Without groups and columns nothing would be left that makes one row of all
        if (bare && query.from() instanceof RemoteAggregation groups
                && !(groups.groupBy().isEmpty() && query.select().isEmpty())) {
            List<String> select = query.select().stream().map(groups::valueOf).map(value -> expression(value, literals))
                    .toList();
            return limited(query, aggregation(groups, select, literals));
        }
        String sql = "SELECT " + selectList(query) + " FROM " + relation(query.from(), literals)
                + where(query, literals);
        if (!query.order().isEmpty()) {
            sql += " ORDER BY " + query.order().stream().map(key -> dialect.sortKey(expression(key.value(), literals),
                    key.ascending(), key.nullsFirst())).collect(joining(", "));
        }
        return limited(query, sql);
    }

    private String limited(RemoteQuery query, String sql) {
        return query.limit().isPresent() ? dialect.limited(sql, query.limit().getAsLong()) : sql;
    }

    private String where(RemoteQuery query, Function<Literal, String> literals) {
        return query.filter().equals(RemotePredicate.TRUE) ? "" : " WHERE " + predicate(query.filter(), literals);
    }

    private String selectList(RemoteQuery query) {
        List<String> columns = new ArrayList<>();
        for (RemoteColumn column : query.select()) {
            // A cast column would otherwise come back under the name of the column, and an ORDER BY might mean either
            boolean ambiguous = column.readAs().isPresent() && !query.order().isEmpty();
            columns.add(column(column) + (ambiguous ? " AS " + dialect.quote("_" + columns.size()) : ""));
        }
        return rows(columns);
    }

    private static String rows(List<String> columns) {
        // Rows are still wanted, for counting, when no column is
        return columns.isEmpty() ? "1" : String.join(", ", columns);
    }

    private String relation(RemoteRelation relation, Function<Literal, String> literals) {
        return switch (relation) {
            case RemoteTable table -> table(table);
            case RemoteAggregation groups -> {
                List<String> outputs = groups.outputs().stream()
                        .map(output -> expression(output.value(), literals) + " AS "
                                + dialect.quote(output.column().name()))
                        .toList();
                yield "(" + aggregation(groups, outputs, literals) + ") AS " + dialect.quote("_groups");
            }
        };
    }

    private String aggregation(RemoteAggregation groups, List<String> select, Function<Literal, String> literals) {
        String sql = "SELECT " + rows(select) + " FROM " + relation(groups.input().from(), literals)
                + where(groups.input(), literals);
        return groups.groupBy().isEmpty()
                ? sql
                : sql + " GROUP BY "
                        + groups.groupBy().stream().map(key -> expression(key, literals)).collect(joining(", "));
    }

    /** The table's quoted name, for statements other than queries. */
    public String table(RemoteTable table) {
        return table.schema().map(schema -> dialect.quote(schema) + ".").orElse("") + dialect.quote(table.name());
    }

    private String column(RemoteColumn column) {
        String name = dialect.quote(column.name());
        return column.readAs().map(type -> dialect.cast(name, type)).orElse(name);
    }

    private String predicate(RemotePredicate predicate, Function<Literal, String> literals) {
        return switch (predicate) {
            case Constant(boolean value) -> value ? "1 = 1" : "1 = 0";
            case Comparison(RemoteExpression left, RemotePredicate.Operator operator, RemoteExpression right) ->
                comparison(expression(left, literals), operator, expression(right, literals));
            case InList(RemoteExpression value, List<Literal> candidates, boolean negated) ->
                expression(value, literals)
                        + (negated ? " NOT IN (" : " IN (") + candidates.stream().map(literals).collect(joining(", "))
                        + ")";
            case NullTest(RemoteExpression value, boolean negated) ->
                expression(value, literals) + (negated ? " IS NOT NULL" : " IS NULL");
            case NotNaN(RemoteExpression value) -> dialect.notNaN(expression(value, literals));
            case Like(RemoteExpression value, Literal pattern, Optional<Literal> escape) ->
                dialect.like(like(value, literals), literals.apply(pattern), escape.map(literals));
            case Not(RemotePredicate term) -> "NOT (" + predicate(term, literals) + ")";
            case AllOf(List<RemotePredicate> terms) -> joined(terms, " AND ", literals);
            case AnyOf(List<RemotePredicate> terms) -> joined(terms, " OR ", literals);
        };
    }

    private String comparison(String left, RemotePredicate.Operator operator, String right) {
        return operator == RemotePredicate.Operator.IDENTICAL
                ? dialect.identical(left, right)
                : left + " " + operator.sql() + " " + right;
    }

    /** Patterns are about characters: what is text by its bytes has its own form there. */
    private String like(RemoteExpression value, Function<Literal, String> literals) {
        return value instanceof BinaryText(RemoteExpression text)
                ? dialect.characters(expression(text, literals))
                : expression(value, literals);
    }

    private String joined(List<RemotePredicate> terms, String operator, Function<Literal, String> literals) {
        return terms.stream().map(term -> {
            String text = predicate(term, literals);
            return term instanceof AllOf || term instanceof AnyOf ? "(" + text + ")" : text;
        }).collect(joining(operator));
    }

    private String expression(RemoteExpression expression, Function<Literal, String> literals) {
        return switch (expression) {
            case ColumnReference(RemoteColumn column) -> column(column);
            case BinaryText(RemoteExpression text) -> dialect.binaryText(expression(text, literals));
            case TextOfBinary(RemoteExpression binary) -> dialect.textOfBinary(expression(binary, literals));
            case Cast(RemoteExpression value, String remoteType) ->
                dialect.cast(expression(value, literals), remoteType);
            case Aggregate aggregate -> aggregate(aggregate, literals);
            case Literal literal -> literals.apply(literal);
        };
    }

    private String aggregate(Aggregate aggregate, Function<Literal, String> literals) {
        String argument = aggregate.argument().map(value -> expression(value, literals)).orElse("*");
        return aggregate.function().sql() + "(" + (aggregate.distinct() ? "DISTINCT " : "") + argument + ")";
    }
}
