package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.AllOf;
import io.blueshift.pushdown.RemotePredicate.AnyOf;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Constant;
import io.blueshift.pushdown.RemotePredicate.InList;
import io.blueshift.pushdown.RemotePredicate.NotNaN;
import io.blueshift.pushdown.RemotePredicate.NullTest;

import java.util.List;
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
        StringBuilder sql = new StringBuilder("SELECT ").append(selectList(query.select())).append(" FROM ")
                .append(relation(query.from()));
        if (!query.filter().equals(RemotePredicate.TRUE)) {
            sql.append(" WHERE ").append(predicate(query.filter(), literals));
        }
        return query.limit().isPresent() ? dialect.limited(sql.toString(), query.limit().getAsLong()) : sql.toString();
    }

    private String selectList(List<RemoteColumn> columns) {
        // Rows are still wanted, for counting, when no column is
        return columns.isEmpty() ? "1" : columns.stream().map(this::column).collect(joining(", "));
    }

    private String relation(RemoteRelation relation) {
        return switch (relation) {
            case RemoteTable table -> table(table);
        };
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
                expression(left, literals) + " " + operator.sql() + " " + expression(right, literals);
            case InList(RemoteExpression value, List<Literal> candidates, boolean negated) ->
                expression(value, literals)
                        + (negated ? " NOT IN (" : " IN (") + candidates.stream().map(literals).collect(joining(", "))
                        + ")";
            case NullTest(RemoteExpression value, boolean negated) ->
                expression(value, literals) + (negated ? " IS NOT NULL" : " IS NULL");
            case NotNaN(RemoteExpression value) -> dialect.notNaN(expression(value, literals));
            case AllOf(List<RemotePredicate> terms) -> joined(terms, " AND ", literals);
            case AnyOf(List<RemotePredicate> terms) -> joined(terms, " OR ", literals);
        };
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
            case Literal literal -> literals.apply(literal);
        };
    }
}
