package io.blueshift.pushdown;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What stands behind FROM. Texts are written when they are asked for, in the order in which they stand in the statement:
 * that is also the order of its parameters.
 *
 * @param sql the clause
 * @param columns how a column is written beside it
 * @param conditions what the rows have to fulfil besides
 */
record FromClause(Supplier<String> sql, Function<RemoteColumn, String> columns, List<Condition> conditions) {
    FromClause {
        conditions = List.copyOf(conditions);
    }

    /** A predicate over the columns of one place in the statement. */
    record Condition(RemotePredicate predicate, Function<RemoteColumn, String> columns) {
        /** None if it says nothing. */
        static List<Condition> of(RemotePredicate predicate, Function<RemoteColumn, String> columns) {
            return predicate.equals(RemotePredicate.TRUE) ? List.of() : List.of(new Condition(predicate, columns));
        }
    }
}
