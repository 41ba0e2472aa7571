package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteRelation;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A scan of a source as far as the optimiser has shaped it.
 *
 * @param constraint every per-column predicate that was offered, whether the source can be asked or not: what is
 *                   offered again changes nothing
 * @param query what the source is asked; its filter is the translation of {@code constraint}
 * @param sql the query as people read it
 * @param stayed one sentence for every column whose predicate stayed with the engine, wholly or for a second look
 */
public record JdbcTableHandle(SchemaTableName name, TupleDomain<ColumnHandle> constraint, RemoteQuery query, String sql,
        List<String> stayed) implements ConnectorTableHandle {
    public JdbcTableHandle {
        requireNonNull(name, "name is null");
        requireNonNull(constraint, "constraint is null");
        requireNonNull(query, "query is null");
        requireNonNull(sql, "sql is null");
        stayed = ImmutableList.copyOf(stayed);
    }

    /** Whether the source's answer to the filter needs no second look. */
    boolean exact() {
        return stayed.isEmpty();
    }

    /** What EXPLAIN and query events show: the remote SQL, and what stayed with the engine and why. */
    String asked() {
        return sql + (stayed.isEmpty() ? "" : " -- stays with the engine: " + String.join("; ", stayed));
    }

    /** The same scan asking something else, its filter unchanged. */
    JdbcTableHandle with(RemoteQuery other, String otherSql) {
        return new JdbcTableHandle(name, constraint, other, otherSql, stayed);
    }

    /** The table that is read. */
    public RemoteTable table() {
        RemoteRelation relation = query.from();
        return switch (relation) {
            case RemoteTable table -> table;
        };
    }

    @Override
    public String toString() {
        return name + " " + asked();
    }
}
