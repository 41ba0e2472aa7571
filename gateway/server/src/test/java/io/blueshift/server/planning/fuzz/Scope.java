package io.blueshift.server.planning.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * What an expression may use where it stands.
 *
 * @param subqueries whether it may contain subqueries
 */
record Scope(List<Column> columns, boolean subqueries) {
    List<Column> of(SqlType type) {
        return columns.stream().filter(column -> column.type() == type).toList();
    }

    Scope withoutSubqueries() {
        return new Scope(columns, false);
    }

    Scope and(List<Column> more) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(more);
        return new Scope(List.copyOf(all), subqueries);
    }
}
