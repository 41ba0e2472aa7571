package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.FromClause.Condition;
import io.blueshift.pushdown.RemoteExpression.Aggregate;
import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.Cast;
import io.blueshift.pushdown.RemoteExpression.Choice;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteExpression.TextOfBinary;
import io.blueshift.pushdown.RemoteExpression.Truth;
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

    /** With more constants than this, a list is written in the form in which the source is quick to read it. */
    private static final int LISTED_MAX = 100;
    /** With more constants than this, a list is shown in part. */
    private static final int SHOWN_MAX = 1_000;
    private static final int SHOWN_OF_MANY = 3;

    private static final Function<Literal, String> SHOWN = literal -> LiteralText.of(literal.value());

    /** How columns and constants are written at one place in a statement. */
    private record Scope(Function<RemoteColumn, String> columns, Function<Literal, String> literals) {}

    public SqlRenderer(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect is null");
    }

    public SqlText render(RemoteQuery query) {
        return parameterized(literals -> query(query, List.of(), literals));
    }

    /** @param statement written twice: with markers, and as people read it */
    SqlText parameterized(Function<Function<Literal, String>, String> statement) {
        ImmutableList.Builder<Literal> parameters = ImmutableList.builder();
        String sql = statement.apply(literal -> {
            parameters.add(literal);
            return dialect.placeholder(literal.remoteType());
        });
        return new SqlText(sql, parameters.build(), statement.apply(SHOWN));
    }

    /** The query as one text, for commands that take no parameters; constants as {@link Dialect#literal} writes them. */
    public String withoutParameters(RemoteQuery query) {
        return query(query, List.of(), dialect::literal);
    }

    /** @param exports names for the columns of the select list; none if they need not have particular ones */
    String query(RemoteQuery query, List<String> exports, Function<Literal, String> literals) {
        boolean bare = query.filter().equals(RemotePredicate.TRUE) && query.order().isEmpty();
        // Without groups and columns nothing would be left that makes one row of all
        if (bare && query.from() instanceof RemoteAggregation groups
                && !(groups.groupBy().isEmpty() && query.select().isEmpty())) {
            return limited(query, aggregation(groups, query.select(), exports, literals));
        }
        FromClause from = from(query.from(), literals);
        Scope scope = new Scope(from.columns(), literals);
        String sql = "SELECT " + selectList(query, exports, from) + " FROM " + from.sql().get()
                + where(query, from, literals);
        if (!query.order().isEmpty()) {
            sql += " ORDER BY "
                    + query.order().stream().map(key -> dialect.sortKey(() -> expression(key.value(), scope),
                            key.ascending(), key.nullsFirst())).collect(joining(", "));
        }
        return limited(query, sql);
    }

    private String limited(RemoteQuery query, String sql) {
        return query.limit().isPresent() ? dialect.limited(sql, query.limit().getAsLong()) : sql;
    }

    /** The condition of the rows that a scan of one table finds, for statements that change them. */
    String where(RemoteQuery query, Function<Literal, String> literals) {
        return where(query, from(query.from(), literals), literals);
    }

    private String where(RemoteQuery query, FromClause from, Function<Literal, String> literals) {
        List<Condition> conditions = new ArrayList<>(from.conditions());
        conditions.addAll(Condition.of(query.filter(), from.columns()));
        return conditions.isEmpty() ? "" : " WHERE " + conjunction(conditions, literals);
    }

    String conjunction(List<Condition> conditions, Function<Literal, String> literals) {
        return conditions.stream().map(condition -> {
            String text = predicate(condition.predicate(), new Scope(condition.columns(), literals));
            return conditions.size() > 1 && condition.predicate() instanceof AnyOf ? "(" + text + ")" : text;
        }).collect(joining(" AND "));
    }

    private String selectList(RemoteQuery query, List<String> exports, FromClause from) {
        List<String> columns = new ArrayList<>();
        for (RemoteColumn column : query.select()) {
            // A cast column would otherwise come back under the name of the column, what is computed under its function's,
            // which may be a column's: an ORDER BY might mean either
            boolean ambiguous = (column.readAs().isPresent() || column.computed().isPresent())
                    && !query.order().isEmpty();
            String own = ambiguous ? " AS " + dialect.quote("_" + columns.size()) : "";
            columns.add(from.columns().apply(column) + (exports.isEmpty() ? own : exported(exports, columns.size())));
        }
        return rows(columns);
    }

    private String exported(List<String> exports, int index) {
        return exports.isEmpty() ? "" : " AS " + dialect.quote(exports.get(index));
    }

    private static String rows(List<String> columns) {
        // Rows are still wanted, for counting, when no column is
        return columns.isEmpty() ? "1" : String.join(", ", columns);
    }

    private FromClause from(RemoteRelation relation, Function<Literal, String> literals) {
        return switch (relation) {
            case RemoteTable table ->
                new FromClause(() -> table(table), computing(this::column, literals), List.of());
            case RemoteText text -> new FromClause(() -> text.relation() + " AS " + dialect.quote("_query"),
                    computing(this::column, literals), List.of());
            case RemoteJoin join -> new JoinRenderer(this, dialect, literals).join(join);
            case RemoteAggregation groups -> new FromClause(() -> {
                List<String> exports = groups.columns().stream().map(RemoteColumn::name).toList();
                return "(" + aggregation(groups, groups.columns(), exports, literals) + ") AS "
                        + dialect.quote("_groups");
            }, computing(this::column, literals), List.of());
        };
    }

    private String aggregation(RemoteAggregation groups, List<RemoteColumn> select, List<String> exports,
            Function<Literal, String> literals) {
        FromClause from = from(groups.input().from(), literals);
        Scope scope = new Scope(from.columns(), literals);
        List<String> columns = new ArrayList<>();
        for (RemoteColumn column : select) {
            columns.add(expression(groups.valueOf(column), scope) + exported(exports, columns.size()));
        }
        String sql = "SELECT " + rows(columns) + " FROM " + from.sql().get()
                + where(groups.input(), from, literals);
        return groups.groupBy().isEmpty()
                ? sql
                : sql + " GROUP BY "
                        + groups.groupBy().stream().map(key -> groupKey(key, groups, select, scope))
                                .collect(joining(", "));
    }

    /** What is computed is named by its place: two parameters are two to the source, be they equal or not. */
    private String groupKey(RemoteExpression key, RemoteAggregation groups, List<RemoteColumn> select, Scope scope) {
        boolean computed = key instanceof ColumnReference(RemoteColumn column) && column.computed().isPresent();
        int place = computed ? select.stream().map(groups::valueOf).toList().indexOf(key) + 1 : 0;
        return place > 0 ? Integer.toString(place) : expression(key, scope);
    }

    /** The table's quoted name, for statements other than queries. */
    public String table(RemoteTable table) {
        return table.schema().map(schema -> dialect.quote(schema) + ".").orElse("") + dialect.quote(table.name());
    }

    private String column(RemoteColumn column) {
        return read(column, dialect.quote(column.name()));
    }

    /** How columns are written where those that are stored are written so: computed ones as their expressions. */
    Function<RemoteColumn, String> computing(Function<RemoteColumn, String> stored,
            Function<Literal, String> literals) {
        return column -> column.computed()
                .map(value -> read(column, expression(value, new Scope(computing(stored, literals), literals))))
                .orElseGet(() -> stored.apply(column));
    }

    /** @param value the column as the source has it */
    public String read(RemoteColumn column, String value) {
        return column.readAs().map(type -> dialect.cast(value, type)).orElse(value);
    }

    /** A column of a table, computed or not, as people read it. */
    public String value(RemoteColumn column) {
        return computing(this::column, SHOWN).apply(column);
    }

    private String predicate(RemotePredicate predicate, Scope scope) {
        return switch (predicate) {
            case Constant(boolean value) -> value ? "1 = 1" : "1 = 0";
            case Comparison(RemoteExpression left, RemotePredicate.Operator operator, RemoteExpression right) ->
                comparison(expression(left, scope), operator, expression(right, scope));
            case InList list -> inList(list, scope);
            case NullTest(ColumnReference(RemoteColumn column), boolean negated) ->
                dialect.nullTest(scope.columns().apply(column), column.type(), negated);
            case NullTest(RemoteExpression value, boolean negated) ->
                expression(value, scope) + (negated ? " IS NOT NULL" : " IS NULL");
            case NotNaN(RemoteExpression value) -> dialect.notNaN(expression(value, scope));
            case Like(RemoteExpression value, Literal pattern, Optional<Literal> escape) ->
                dialect.like(like(value, scope), scope.literals().apply(pattern), escape.map(scope.literals()));
            case Not(RemotePredicate term) -> "NOT (" + predicate(term, scope) + ")";
            case AllOf(List<RemotePredicate> terms) -> joined(terms, " AND ", scope);
            case AnyOf(List<RemotePredicate> terms) -> joined(terms, " OR ", scope);
        };
    }

    private String inList(InList list, Scope scope) {
        String value = expression(list.value(), scope);
        List<Literal> candidates = list.candidates();
        boolean shown = scope.literals() == SHOWN;
        if (shown && candidates.size() > SHOWN_MAX) {
            return value + (list.negated() ? " NOT IN (" : " IN (")
                    + candidates.stream().limit(SHOWN_OF_MANY).map(SHOWN).collect(joining(", "))
                    + ", ... " + (candidates.size() - SHOWN_OF_MANY) + " more)";
        }
        Optional<String> lookedUp = !shown && !list.negated() && candidates.size() > LISTED_MAX
                ? dialect.oneOfMany(value, candidates)
                : Optional.empty();
        return lookedUp.orElseGet(() -> value + (list.negated() ? " NOT IN (" : " IN (")
                + candidates.stream().map(scope.literals()).collect(joining(", ")) + ")");
    }

    private String comparison(String left, RemotePredicate.Operator operator, String right) {
        return operator == RemotePredicate.Operator.IDENTICAL
                ? dialect.identical(left, right)
                : left + " " + operator.sql() + " " + right;
    }

    /** Patterns are about characters: what is text by its bytes has its own form there. */
    private String like(RemoteExpression value, Scope scope) {
        return value instanceof BinaryText(RemoteExpression text)
                ? dialect.characters(expression(text, scope))
                : expression(value, scope);
    }

    private String joined(List<RemotePredicate> terms, String operator, Scope scope) {
        return terms.stream().map(term -> {
            String text = predicate(term, scope);
            return term instanceof AllOf || term instanceof AnyOf ? "(" + text + ")" : text;
        }).collect(joining(operator));
    }

    private String expression(RemoteExpression expression, Scope scope) {
        return switch (expression) {
            case ColumnReference(RemoteColumn column) -> scope.columns().apply(column);
            case BinaryText(RemoteExpression text) -> dialect.binaryText(expression(text, scope));
            case TextOfBinary(RemoteExpression binary) -> dialect.textOfBinary(expression(binary, scope));
            case Cast(RemoteExpression value, String remoteType) ->
                dialect.cast(expression(value, scope), remoteType);
            case RemoteExpression.Function(RemoteFunction function, List<RemoteExpression> arguments) ->
                dialect.function(function,
                        arguments.stream().map(argument -> expression(argument, scope)).toList());
            case Choice choice -> "CASE" + branches(choice, scope) + " END";
            case Truth(RemotePredicate condition) -> "(" + predicate(condition, scope) + ")";
            case Aggregate aggregate -> aggregate(aggregate, scope);
            case Literal literal -> scope.literals().apply(literal);
        };
    }

    /** What is chosen among where a condition is not true are further branches. */
    private String branches(Choice choice, Scope scope) {
        String first = " WHEN " + predicate(choice.condition(), scope) + " THEN " + expression(choice.value(), scope);
        if (choice.otherwise().isEmpty()) {
            return first;
        }
        return first + (choice.otherwise().get() instanceof Choice rest
                ? branches(rest, scope)
                : " ELSE " + expression(choice.otherwise().get(), scope));
    }

    private String aggregate(Aggregate aggregate, Scope scope) {
        String argument = aggregate.argument().map(value -> expression(value, scope)).orElse("*");
        return aggregate.function().sql() + "(" + (aggregate.distinct() ? "DISTINCT " : "") + argument + ")";
    }
}
