package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * Divides a conjunction of per-column predicates between a source and the engine, column by column, by what the
 * columns' {@link Comparability} allows. Immutable, safe for all threads.
 */
public final class FilterTranslator {
    private final Dialect dialect;
    private final ValueSetTranslator values;
    private final ToIntFunction<RemoteColumn> valuesMax;

    /**
     * @param valuesMax a list of more values or ranges than this is sent as the one range that spans it, and checked
     *                  again by the engine: statements have limits, and long lists defeat the source's planner
     */
    public FilterTranslator(Dialect dialect, int valuesMax) {
        this(dialect, _ -> valuesMax);
        checkArgument(valuesMax > 0, "valuesMax must be positive");
    }

    /** @param valuesMax the same for each column, positive */
    public FilterTranslator(Dialect dialect, ToIntFunction<RemoteColumn> valuesMax) {
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.values = new ValueSetTranslator(dialect);
        this.valuesMax = requireNonNull(valuesMax, "valuesMax is null");
    }

    /** Columns are visited in the order of the remote names, so that equal predicates become equal statements. */
    public <C> TranslatedFilter<C> translate(TupleDomain<C> predicate, Function<C, RemoteColumn> columns) {
        if (predicate.isNone()) {
            return new TranslatedFilter<>(RemotePredicate.FALSE, TupleDomain.all(), List.of());
        }
        List<RemotePredicate> terms = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        Map<C, Domain> remaining = new LinkedHashMap<>();
        predicate.getDomains().orElseThrow().entrySet().stream()
                .sorted((a, b) -> columns.apply(a.getKey()).name().compareTo(columns.apply(b.getKey()).name()))
                .forEach(entry -> {
                    RemoteColumn column = columns.apply(entry.getKey());
                    ColumnTranslation translation = translate(column, entry.getValue());
                    terms.add(translation.predicate());
                    if (translation.exactness() != Exactness.EXACT) {
                        remaining.put(entry.getKey(), entry.getValue());
                        reasons.add(column.name() + ": " + translation.reason());
                    }
                });
        return new TranslatedFilter<>(RemotePredicate.and(terms), TupleDomain.withColumnDomains(remaining), reasons);
    }

    /** The predicate on one column: its values, and whether NULL is accepted. */
    public ColumnTranslation translate(RemoteColumn column, Domain domain) {
        RemoteExpression reference = new ColumnReference(column);
        if (domain.isAll()) {
            return ColumnTranslation.exact(RemotePredicate.TRUE);
        }
        if (domain.isNone()) {
            return ColumnTranslation.exact(RemotePredicate.FALSE);
        }
        if (domain.getValues().isNone() || domain.getValues().isAll()) {
            return ColumnTranslation.exact(new RemotePredicate.NullTest(reference, !domain.isNullAllowed()));
        }
        int max = valuesMax.applyAsInt(column);
        Domain simplified = domain.simplify(max);
        if (simplified.getRetainedSizeInBytes() > dialect.listBytesMax()) {
            simplified = domain.simplify(1);
        }
        if (simplified.getValues().isAll()) {
            return ColumnTranslation.none("more than " + max + " values, and no range contains them");
        }
        ColumnTranslation translation = values.translate(column, simplified.getValues());
        if (!simplified.equals(domain) && translation.exactness() == Exactness.EXACT) {
            translation = ColumnTranslation.superset(translation.predicate(),
                    "more than " + max + " values, sent as their range");
        }
        return domain.isNullAllowed() ? translation.orNull(reference) : translation;
    }
}
