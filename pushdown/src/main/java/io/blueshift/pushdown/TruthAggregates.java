package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Aggregate;
import io.blueshift.pushdown.RemoteExpression.AggregateName;
import io.blueshift.pushdown.RemoteExpression.Choice;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;

import java.util.List;
import java.util.Optional;

import static io.trino.spi.expression.StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME;

/** Aggregates of truths, as counts and extremes of 0 and 1, which all sources have. One thread. */
final class TruthAggregates {
    private final Dialect dialect;
    private final ColumnNames names;

    TruthAggregates(Dialect dialect, ColumnNames names) {
        this.dialect = dialect;
        this.names = names;
    }

    /** @param distinct counts one true value for any number of them */
    TranslatedAggregate count(RemoteColumn column, boolean distinct) {
        RemoteOutput output = output("count", AggregateName.COUNT, distinct,
                new Choice(is(column, true), integer(1), Optional.empty()));
        return new TranslatedAggregate(List.of(output), Optional.of(variable(output)), "");
    }

    /** The least truth is whether all are true, the greatest whether any is. */
    TranslatedAggregate extreme(RemoteColumn column, AggregateName name) {
        RemoteExpression zero = new Choice(is(column, false), integer(0), Optional.empty());
        RemoteOutput output = output(name.sql(), name, false,
                new Choice(is(column, true), integer(1), Optional.of(zero)));
        return new TranslatedAggregate(List.of(output),
                Optional.of(new Call(BooleanType.BOOLEAN, EQUAL_OPERATOR_FUNCTION_NAME,
                        List.of(variable(output), new Constant(1L, BigintType.BIGINT)))),
                "");
    }

    private static RemotePredicate is(RemoteColumn column, boolean truth) {
        return new Comparison(new ColumnReference(column), Operator.EQUAL,
                Literal.of(BooleanType.BOOLEAN, truth, column.comparedAs()));
    }

    private Literal integer(long value) {
        return Literal.of(BigintType.BIGINT, value, dialect.parameterType(BigintType.BIGINT).orElseThrow());
    }

    private RemoteOutput output(String kind, AggregateName name, boolean distinct,
            RemoteExpression argument) {
        return new RemoteOutput(
                new RemoteColumn(names.fresh(kind), BigintType.BIGINT, dialect.wideInteger(), Optional.empty(),
                        new Comparability.Ordered()),
                new Aggregate(name, distinct, Optional.of(argument)));
    }

    private static Variable variable(RemoteOutput output) {
        return new Variable(output.column().name(), output.column().type());
    }
}
