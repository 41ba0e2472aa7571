package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Cast;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * A value that a source computes, and what has to be known of it to compute on, or to compare it.
 *
 * @param type the engine's
 * @param remoteType the source's, without length
 * @param range of integers
 */
record Scalar(RemoteExpression value, Type type, String remoteType, Comparability comparability,
        Optional<IntegerRange> range) {
    static Scalar of(RemoteColumn column) {
        return new Scalar(new ColumnReference(column), column.type(), column.comparedAs(), column.comparability(),
                IntegerRange.of(column.type()));
    }

    /** A value that compares as the engine's do. */
    static Scalar ordered(RemoteExpression value, Type type, String remoteType) {
        return new Scalar(value, type, remoteType, new Comparability.Ordered(), IntegerRange.of(type));
    }

    Scalar as(Type other) {
        return new Scalar(value, other, remoteType, comparability, range);
    }

    Scalar castTo(String other) {
        return remoteType.equals(other)
                ? this
                : new Scalar(new Cast(value, other), type, other, comparability, range);
    }

    /** As a column, to be compared, grouped by, ordered by, read. */
    RemoteColumn column(String name) {
        return value instanceof ColumnReference(RemoteColumn column) && column.type().equals(type)
                ? column
                : new RemoteColumn(name, type, remoteType, Optional.empty(), comparability, Optional.of(value));
    }
}
