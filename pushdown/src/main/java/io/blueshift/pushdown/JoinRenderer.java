package io.blueshift.pushdown;

import io.blueshift.pushdown.FromClause.Condition;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteJoin.Kind;
import io.blueshift.pushdown.RemoteJoin.Output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Writes a tree of joins as one FROM clause: tables with aliases, and a query of its own only for what needs one, such as
 * groups or the rows of a LIMIT. A side's filter becomes a condition of the rows, or of the join if that side's rows may
 * be missing. For one FROM clause, one thread.
 */
final class JoinRenderer {
    private final SqlRenderer renderer;
    private final Dialect dialect;
    private final Function<Literal, String> literals;
    private int aliases;

    JoinRenderer(SqlRenderer renderer, Dialect dialect, Function<Literal, String> literals) {
        this.renderer = renderer;
        this.dialect = dialect;
        this.literals = literals;
    }

    FromClause join(RemoteJoin join) {
        FromClause left = side(join, true);
        FromClause right = side(join, false);
        Map<String, Output> outputs = new HashMap<>();
        join.outputs().forEach(output -> outputs.put(output.column().name(), output));
        Function<RemoteColumn, String> columns = renderer.computing(column -> {
            Output output = requireNonNull(outputs.get(column.name()), column.name());
            return renderer.read(column, (output.ofLeft() ? left : right).columns().apply(output.source()));
        }, literals);
        List<Condition> on = new ArrayList<>(Condition.of(join.condition(), columns));
        List<Condition> where = new ArrayList<>();
        (join.kind() == Kind.RIGHT ? on : where).addAll(left.conditions());
        (join.kind() == Kind.LEFT ? on : where).addAll(right.conditions());
        return new FromClause(() -> left.sql().get() + " " + join.kind().sql() + " " + right.sql().get() + " ON "
                + (on.isEmpty() ? "1 = 1" : renderer.conjunction(on, literals)), columns, where);
    }

    private FromClause side(RemoteJoin join, boolean ofLeft) {
        RemoteQuery query = ofLeft ? join.left() : join.right();
        int before = aliases;
        // Of a full join's side nothing can be asked before the join but in a query of its own
        // What is computed of a row that has no partner is NULL, and not computed of NULLs
        boolean computed = join.sources(ofLeft).stream().anyMatch(column -> column.computed().isPresent());
        return flat(query, ofLeft)
                .filter(flat -> !computed && (join.kind() != Kind.FULL || flat.conditions().isEmpty()))
                .orElseGet(() -> {
                    aliases = before;
                    return subquery(query, join.sources(ofLeft));
                });
    }

    /** Empty if this needs a query of its own. */
    private Optional<FromClause> flat(RemoteQuery query, boolean ofLeft) {
        if (query.limit().isPresent()) {
            return Optional.empty();
        }
        return switch (query.from()) {
            case RemoteTable table -> {
                String alias = alias();
                Function<RemoteColumn, String> columns = renderer.computing(column -> renderer.read(column,
                        alias + "." + dialect.quote(column.name())), literals);
                yield Optional.of(new FromClause(() -> renderer.table(table) + " AS " + alias, columns,
                        Condition.of(query.filter(), columns)));
            }
            case RemoteJoin join -> {
                FromClause joined = join(join);
                List<Condition> conditions = new ArrayList<>(joined.conditions());
                conditions.addAll(Condition.of(query.filter(), joined.columns()));
                yield Optional.of(new FromClause(
                        () -> ofLeft ? joined.sql().get() : "(" + joined.sql().get() + ")", joined.columns(),
                        conditions));
            }
            case RemoteAggregation _,RemoteText _ -> Optional.empty();
        };
    }

    private FromClause subquery(RemoteQuery query, List<RemoteColumn> columns) {
        String alias = alias();
        ColumnNames names = new ColumnNames();
        Map<RemoteColumn, String> exported = new HashMap<>();
        List<String> exports = new ArrayList<>();
        for (RemoteColumn column : columns) {
            // An ORDER BY would find the exported name before the column's own
            String name = query.order().isEmpty() ? names.of(column) : names.fresh("column");
            exports.add(name);
            exported.put(column, alias + "." + dialect.quote(name));
        }
        return new FromClause(
                () -> "(" + renderer.query(query.withSelect(columns), exports, literals) + ") AS " + alias,
                exported::get, List.of());
    }

    private String alias() {
        aliases++;
        return dialect.quote("t" + aliases);
    }
}
