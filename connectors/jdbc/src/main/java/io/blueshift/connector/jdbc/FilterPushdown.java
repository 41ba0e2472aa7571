package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.ConditionTranslator;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.FilterTranslator;
import io.blueshift.pushdown.RemotePredicate;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.TranslatedCondition;
import io.blueshift.pushdown.TranslatedFilter;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets the source filter: by sets of values per column, which the engine may offer again and again, and by conditions of
 * any other form, which it offers until they are taken. Immutable, safe for all threads.
 */
class FilterPushdown {
    private final Dialect dialect;
    private final SqlRenderer renderer;
    private final FilterTranslator translator;

    /** @param valuesMax see {@link FilterTranslator} */
    FilterPushdown(Dialect dialect, int valuesMax) {
        this.dialect = dialect;
        this.renderer = new SqlRenderer(dialect);
        this.translator = new FilterTranslator(dialect, valuesMax);
    }

    Optional<ConstraintApplicationResult<ConnectorTableHandle>> apply(JdbcTableHandle handle, Constraint constraint) {
        TupleDomain<ColumnHandle> offered = constraint.getSummary();
        TupleDomain<ColumnHandle> unasked = offered.isNone()
                ? TupleDomain.all()
                : offered.filter((column, domain) -> !isSet(domain));
        TupleDomain<ColumnHandle> combined = handle.constraint()
                .intersect(offered.filter((_, domain) -> isSet(domain)));
        TranslatedCondition condition = new ConditionTranslator(dialect,
                variable -> JdbcMetadata.remote(constraint.getAssignments().get(variable.getName())))
                .translate(constraint.getExpression());
        handle.kept().add(condition.reasons());
        RemotePredicate conditions = RemotePredicate.and(Stream
                .concat(RemotePredicate.terms(handle.condition()), RemotePredicate.terms(condition.predicate()))
                .distinct().toList());
        // What is checked again is offered again
        if (combined.equals(handle.constraint()) && conditions.equals(handle.condition())) {
            return Optional.empty();
        }
        TranslatedFilter<ColumnHandle> filter = translator.translate(combined, JdbcMetadata::remote);
        RemoteQuery query = handle.query()
                .withFilter(RemotePredicate.and(List.of(filter.predicate(), conditions)));
        JdbcTableHandle filtered = new JdbcTableHandle(handle.name(), combined, conditions, query,
                renderer.render(query).display(), filter.reasons(), handle.kept(), handle.keys());
        // The engine estimates a filter it sees better than the source's figures for whole tables would
        return Optional.of(
                new ConstraintApplicationResult<>(filtered, filter.remaining().intersect(unasked),
                        condition.remaining(), true));
    }

    /**
     * Whether the engine's set of values is one. Where values have parts that may be NULL, a value need not be equal to
     * itself, and a set intersected with itself is another one.
     */
    private static boolean isSet(Domain domain) {
        boolean parts = domain.getType() instanceof ArrayType || domain.getType() instanceof RowType
                || domain.getType() instanceof MapType;
        return !parts || domain.getValues().isAll() || domain.getValues().isNone();
    }
}
