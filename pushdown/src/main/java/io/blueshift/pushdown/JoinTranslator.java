package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteJoin.Kind;
import io.blueshift.pushdown.RemoteJoin.Output;
import io.blueshift.pushdown.RemotePredicate.AllOf;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.Variable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Joins two queries of one source if the condition means the same there: a join has no second look, so that all of it
 * has to be exact. Immutable, safe for all threads.
 */
public final class JoinTranslator {
    /** MySQL has no more than 61 in a query, and the time that a source plans grows with them. */
    private static final int TABLES_MAX = 40;

    private final Dialect dialect;

    public JoinTranslator(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect is null");
    }

    /**
     * One side of a join.
     *
     * @param query rows exactly filtered
     * @param columns those that the join has to show
     * @param variables the condition's
     */
    public record Side(RemoteQuery query, List<RemoteColumn> columns, Map<String, RemoteColumn> variables) {
        public Side {
            requireNonNull(query, "query is null");
            columns = columns.stream().distinct().toList();
            variables = Map.copyOf(variables);
        }
    }

    /** @param condition over the variables of both sides, whose names are different */
    public TranslatedJoin translate(Kind kind, Side left, Side right, ConnectorExpression condition) {
        if (kind == Kind.FULL && !dialect.hasFullJoin()) {
            return TranslatedJoin.stays(List.of("the source has no FULL JOIN"));
        }
        if (left.query().from().tables().count() + right.query().from().tables().count() > TABLES_MAX) {
            return TranslatedJoin.stays(List.of("more than " + TABLES_MAX + " tables"));
        }
        ColumnNames names = new ColumnNames();
        List<Output> outputs = new ArrayList<>();
        Map<RemoteColumn, RemoteColumn> lefts = outputs(left, true, names, outputs);
        Map<RemoteColumn, RemoteColumn> rights = outputs(right, false, names, outputs);
        TranslatedCondition on = new ConditionTranslator(dialect, variable -> column(variable, left, lefts)
                .orElseGet(() -> column(variable, right, rights).orElseThrow())).translate(condition);
        if (!on.remaining().equals(Constant.TRUE)) {
            return TranslatedJoin.stays(on.reasons());
        }
        if (kind == Kind.FULL && !onlyPairs(on.predicate(), lefts, rights)) {
            return TranslatedJoin.stays(List.of("a full join on more than equal columns"));
        }
        RemotePredicate uncast = new UncastKeys(dialect, names, outputs).of(on.predicate());
        RemotePredicate matching = dialect.outerJoinsMatchNulls() ? new OuterKeys(kind, outputs).of(uncast) : uncast;
        RemoteJoin join = new RemoteJoin(kind, left.query(), right.query(), matching, outputs);
        return new TranslatedJoin(Optional.of(join), lefts, rights, List.of());
    }

    private static Map<RemoteColumn, RemoteColumn> outputs(Side side, boolean ofLeft, ColumnNames names,
            List<Output> outputs) {
        Map<RemoteColumn, RemoteColumn> columns = new LinkedHashMap<>();
        for (RemoteColumn column : side.columns()) {
            RemoteColumn output = column.derived(names.of(column));
            columns.put(column, output);
            outputs.add(new Output(output, ofLeft, column));
        }
        return columns;
    }

    private static Optional<RemoteColumn> column(Variable variable, Side side,
            Map<RemoteColumn, RemoteColumn> columns) {
        return Optional.ofNullable(side.variables().get(variable.getName())).map(columns::get);
    }

    /** Whether all that is asked is that columns of both sides are equal: some sources can join fully on nothing else. */
    private static boolean onlyPairs(RemotePredicate predicate, Map<RemoteColumn, RemoteColumn> lefts,
            Map<RemoteColumn, RemoteColumn> rights) {
        return switch (predicate) {
            case AllOf(List<RemotePredicate> terms) ->
                terms.stream().allMatch(term -> onlyPairs(term, lefts, rights));
            case Comparison(RemoteExpression one, Operator operator, RemoteExpression other) ->
                operator == Operator.EQUAL && (isOf(one, lefts) && isOf(other, rights)
                        || isOf(one, rights) && isOf(other, lefts));
            default -> false;
        };
    }

    private static boolean isOf(RemoteExpression expression, Map<RemoteColumn, RemoteColumn> columns) {
        return switch (expression) {
            case ColumnReference(RemoteColumn column) -> columns.containsValue(column);
            case RemoteExpression.BinaryText(RemoteExpression text) -> isOf(text, columns);
            default -> false;
        };
    }
}
