package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Aggregate;
import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.Cast;
import io.blueshift.pushdown.RemoteExpression.Choice;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Function;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteExpression.TextOfBinary;
import io.blueshift.pushdown.RemoteExpression.Truth;
import io.trino.spi.type.BigintType;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which columns a source may fail to compute for some row. It does so for rows that a filter has let through; but a
 * condition on such a column, next to or above the filter, it may look at first. Immutable, safe for all threads.
 */
public final class FallibleColumns {
    private static final Set<RemoteFunction> FALLIBLE = EnumSet.of(RemoteFunction.ADD, RemoteFunction.SUBTRACT,
            RemoteFunction.MULTIPLY, RemoteFunction.DIVIDE, RemoteFunction.MODULO, RemoteFunction.NEGATE,
            RemoteFunction.ABS, RemoteFunction.ROUND, RemoteFunction.START_OF_YEAR, RemoteFunction.START_OF_MONTH,
            RemoteFunction.START_OF_WEEK, RemoteFunction.TIMESTAMP_START_OF_YEAR,
            RemoteFunction.TIMESTAMP_START_OF_MONTH, RemoteFunction.TIMESTAMP_START_OF_WEEK,
            RemoteFunction.TIMESTAMP_START_OF_DAY);

    private final boolean never;

    public FallibleColumns(Dialect dialect) {
        // Where no cast fails, nothing is computed that does
        this.never = dialect.computedType(BigintType.BIGINT).isEmpty();
    }

    /** @param from where the column is one of */
    public boolean contain(RemoteRelation from, RemoteColumn column) {
        return !never && fails(from, column);
    }

    private static boolean fails(RemoteRelation from, RemoteColumn column) {
        if (column.computed().isPresent()) {
            return fails(from, column.computed().get());
        }
        return switch (from) {
            case RemoteTable _,RemoteText _ -> false;
            case RemoteJoin join -> join.outputs().stream()
                    .filter(output -> output.column().name().equals(column.name()))
                    .anyMatch(output -> fails((output.ofLeft() ? join.left() : join.right()).from(), output.source()));
            case RemoteAggregation groups -> groups.outputs().stream()
                    .filter(output -> output.column().name().equals(column.name()))
                    .anyMatch(output -> fails(groups.input().from(), output.value()));
        };
    }

    private static boolean fails(RemoteRelation from, RemoteExpression value) {
        return switch (value) {
            case ColumnReference(RemoteColumn column) -> fails(from, column);
            case Function(RemoteFunction function, var arguments) ->
                FALLIBLE.contains(function) || arguments.stream().anyMatch(argument -> fails(from, argument));
            case Cast(RemoteExpression cast, String _) -> fails(from, cast);
            case BinaryText(RemoteExpression text) -> fails(from, text);
            case TextOfBinary(RemoteExpression binary) -> fails(from, binary);
            // Nobody looks at groups before they are made
            case Aggregate _,Literal _ -> false;
            // Of a condition it would take another walk to tell
            case Choice _,Truth _ -> true;
        };
    }
}
