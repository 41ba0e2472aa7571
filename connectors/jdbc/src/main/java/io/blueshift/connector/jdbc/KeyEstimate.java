package io.blueshift.connector.jdbc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.collect.ImmutableMap;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.Map;
import java.util.OptionalDouble;

import static java.util.Objects.requireNonNull;

/**
 * How many keys that a join has found are worth sending to a table's source. That follows from the source's statistics,
 * which the engine asks for while it plans a join and nobody has at hand when the scan begins: they are kept beside the
 * scan, and shared by all its versions. Two scans that differ in nothing else are equal. Safe for all threads.
 */
public final class KeyEstimate {
    /** With a larger share of the values that there are, too many rows would come back after all. */
    private static final double SHARE_MAX = 0.25;

    /** Of a condition of which no statistics speak, as optimisers guess. */
    private static final double PASSING = 0.25;

    private volatile Known known;

    /**
     * What the source said of a table.
     *
     * @param rows absent if the source never looked
     * @param columns those whose values it finds in long lists, by its own names
     */
    public record Known(OptionalDouble rows, Map<String, Column> columns) {
        static final Known NOTHING = new Known(OptionalDouble.empty(), Map.of());

        public Known {
            requireNonNull(rows, "rows is null");
            columns = ImmutableMap.copyOf(columns);
        }
    }

    /** @param rowsPerKey see {@link Dialect#rowsPerConstant} */
    public record Column(double distinctValues, int rowsPerKey) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public KeyEstimate(Known known) {
        this.known = requireNonNull(known, "known is null");
    }

    @JsonValue
    public Known known() {
        return known;
    }

    void know(Known statistics) {
        known = statistics;
    }

    /**
     * The most values of a column that are worth sending: of more, sending and finding them costs more than reading all
     * rows. Absent if nothing is known of the column.
     *
     * @param constraint of the scan
     * @param conditioned whether it has others, too
     */
    OptionalDouble keysMax(RemoteColumn column, TupleDomain<ColumnHandle> constraint, boolean conditioned) {
        Known statistics = known;
        Column facts = column.computed().isPresent() ? null : statistics.columns().get(column.name());
        if (facts == null || statistics.rows().isEmpty()) {
            return OptionalDouble.empty();
        }
        double rows = statistics.rows().getAsDouble() * passing(statistics, constraint) * (conditioned ? PASSING : 1);
        return OptionalDouble.of(Math.min(facts.distinctValues() * SHARE_MAX, rows / facts.rowsPerKey()));
    }

    private static double passing(Known statistics, TupleDomain<ColumnHandle> constraint) {
        double share = 1;
        for (Map.Entry<ColumnHandle, Domain> entry : constraint.getDomains().orElse(Map.of()).entrySet()) {
            Domain domain = entry.getValue();
            Column facts = statistics.columns().get(JdbcMetadata.remote(entry.getKey()).name());
            boolean counted = facts != null && domain.isNullableDiscreteSet();
            share *= counted
                    ? Math.min(1, domain.getNullableDiscreteSet().getNonNullValues().size() / facts.distinctValues())
                    : PASSING;
        }
        return share;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyEstimate;
    }

    @Override
    public int hashCode() {
        return KeyEstimate.class.hashCode();
    }
}
