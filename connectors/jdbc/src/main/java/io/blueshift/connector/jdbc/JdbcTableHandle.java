package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemotePredicate;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * A scan of a source as far as the optimiser has shaped it.
 *
 * @param constraint every per-column predicate that was offered, whether the source can be asked or not: what is
 *                   offered again changes nothing. It is about the columns of the relation that is read: what was
 *                   filtered below an aggregation is part of that
 * @param condition what else was offered and taken, of any form
 * @param query what the source is asked; its filter is the translation of {@code constraint}, and {@code condition}
 * @param sql the query as people read it
 * @param stayed one sentence for every column whose predicate stayed with the engine, wholly or for a second look
 * @param kept the same for aggregates, orders and conditions
 * @param keys how many keys found by a join are worth sending
 */
public record JdbcTableHandle(SchemaTableName name, TupleDomain<ColumnHandle> constraint, RemotePredicate condition,
        RemoteQuery query, String sql, List<String> stayed, LocalReasons kept, KeyEstimate keys)
        implements
            ConnectorTableHandle {
    /** They cost little even if each of them is in every row. */
    private static final int FEWEST_KEYS = 256;
    /** The most keys whose rows are asked for without knowing how many there are. */
    private static final int FEW_KEYS = 4096;

    public JdbcTableHandle {
        requireNonNull(name, "name is null");
        requireNonNull(constraint, "constraint is null");
        requireNonNull(condition, "condition is null");
        requireNonNull(query, "query is null");
        requireNonNull(sql, "sql is null");
        stayed = ImmutableList.copyOf(stayed);
        requireNonNull(kept, "kept is null");
        requireNonNull(keys, "keys is null");
    }

    /** All rows of a relation, which is a table or was computed. */
    static JdbcTableHandle scan(SchemaTableName name, RemoteQuery query, String sql) {
        return new JdbcTableHandle(name, TupleDomain.all(), RemotePredicate.TRUE, query, sql, List.of(),
                new LocalReasons(List.of()), new KeyEstimate(KeyEstimate.Known.NOTHING));
    }

    /** Whether the source's answer to the filter needs no second look. */
    boolean exact() {
        return stayed.isEmpty();
    }

    /** What EXPLAIN and query events show: the remote SQL, and what stayed with the engine and why. */
    String asked() {
        List<String> reasons = ImmutableList.<String>builder().addAll(stayed).addAll(kept.all()).build();
        return sql + (reasons.isEmpty() ? "" : " -- stays with the engine: " + String.join("; ", reasons));
    }

    /** The same scan asking something else, its filter unchanged. */
    JdbcTableHandle with(RemoteQuery other, String otherSql) {
        return new JdbcTableHandle(name, constraint, condition, other, otherSql, stayed, kept, keys);
    }

    /** How many values of a column, if a join finds them, the source is to be asked for one by one; of more, their range. */
    public int keysMax(ConnectorSession session, ColumnHandle column) {
        return query.limit().isPresent() || !JdbcSessionProperties.predicatePushdown(session)
                ? 0
                : keysMax(session, JdbcMetadata.remote(column));
    }

    int keysMax(ConnectorSession session, RemoteColumn column) {
        int most = JdbcSessionProperties.dynamicFilterValuesMax(session);
        OptionalDouble paying = keys.keysMax(column, constraint, !condition.equals(RemotePredicate.TRUE));
        return paying.isEmpty()
                ? Math.min(most, FEW_KEYS)
                : (int) Math.min(most, Math.max(paying.getAsDouble(), FEWEST_KEYS));
    }

    /** What may be asked of this scan's rows: columns that come back, or that were filtered by. */
    List<RemoteColumn> columns() {
        return Stream.concat(query.select().stream(),
                constraint.getDomains().orElse(Map.of()).keySet().stream().map(JdbcMetadata::remote)).distinct()
                .toList();
    }

    /** The table that is read, directly or by what is computed of it. */
    public RemoteTable table() {
        return query.from().table();
    }

    /** Whether its columns are not those of a table in the source's catalog. */
    boolean undescribed() {
        return table().schema().isEmpty();
    }

    @Override
    public String toString() {
        return name + " " + asked();
    }
}
