package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Literal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * Writes statements that change those rows of one table that a scan would find. Constants are bind parameters, as in
 * {@link SqlRenderer}. Immutable, safe for all threads.
 */
public final class ChangeRenderer {
    private final Dialect dialect;
    private final SqlRenderer renderer;

    public ChangeRenderer(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.renderer = new SqlRenderer(dialect);
    }

    /**
     * What a column becomes.
     *
     * @param value NULL if absent
     */
    public record Assignment(RemoteColumn column, Optional<Literal> value) {
        public Assignment {
            requireNonNull(column, "column is null");
            requireNonNull(value, "value is null");
        }
    }

    /** @param rows a scan of one table without a limit */
    public SqlText delete(RemoteQuery rows) {
        String table = table(rows);
        return renderer.parameterized(literals -> "DELETE FROM " + table + renderer.where(rows, literals));
    }

    /** @param rows a scan of one table without a limit */
    public SqlText update(RemoteQuery rows, List<Assignment> assignments) {
        String table = table(rows);
        return renderer.parameterized(literals -> "UPDATE " + table + " SET "
                + assignments.stream().map(assignment -> assignment(assignment, literals)).collect(joining(", "))
                + renderer.where(rows, literals));
    }

    private String assignment(Assignment assignment, Function<Literal, String> literals) {
        return dialect.quote(assignment.column().name()) + " = " + assignment.value().map(literals).orElse("NULL");
    }

    private String table(RemoteQuery rows) {
        checkArgument(rows.limit().isEmpty() && rows.from() instanceof RemoteTable, "not all rows of one table");
        return renderer.table(rows.from().table());
    }
}
