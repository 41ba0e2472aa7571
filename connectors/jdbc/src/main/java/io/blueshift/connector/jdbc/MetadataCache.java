package io.blueshift.connector.jdbc;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.inject.Inject;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.connector.SchemaTableName;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a source said of its tables a short while ago, so that a statement does not wait for the same answers that the last
 * one got. What is not there is asked for each time: who has just created a table finds it.
 *
 * <p>
 * What this gateway changes is forgotten at once. Of changes by others a statement may not know for the time that is
 * configured: it fails if what it names is gone, which makes all be looked up again. Safe for all threads.
 */
public class MetadataCache {
    private static final int TABLES_MAX = 10_000;

    private final Duration ttl;
    private final Duration statisticsTtl;
    private volatile Known known;

    @Inject
    public MetadataCache(JdbcConfig config) {
        this.ttl = config.getMetadataCacheTtl().toJavaTime();
        this.statisticsTtl = config.getStatisticsCacheTtl().toJavaTime();
        forget();
    }

    /** Forgets everything, also what is being looked up right now: it may be older than the change. */
    public final void forget() {
        known = new Known(cache(ttl), cache(ttl), cache(ttl), cache(statisticsTtl));
    }

    private static <K, V> Cache<K, V> cache(Duration ttl) {
        return CacheBuilder.newBuilder().maximumSize(TABLES_MAX).expireAfterWrite(ttl).build();
    }

    Optional<SourceTable> table(SchemaTableName name, Supplier<Optional<SourceTable>> look) {
        Cache<SchemaTableName, SourceTable> tables = known.tables();
        Optional<SourceTable> table = Optional.ofNullable(tables.getIfPresent(name));
        if (table.isEmpty()) {
            table = look.get();
            table.ifPresent(found -> tables.put(name, found));
        }
        return table;
    }

    List<SourceColumn> columns(RemoteTable table, Supplier<List<SourceColumn>> look) {
        return get(known.columns(), table, look);
    }

    List<Set<String>> uniqueKeys(RemoteTable table, Supplier<List<Set<String>>> look) {
        return get(known.uniqueKeys(), table, look);
    }

    SourceStatistics statistics(RemoteTable table, Supplier<SourceStatistics> look) {
        return get(known.statistics(), table, look);
    }

    /** Two who look at once both ask: neither has to wait for, or fail with, the other. */
    private static <V> V get(Cache<RemoteTable, V> cache, RemoteTable table, Supplier<V> look) {
        V value = cache.getIfPresent(table);
        if (value == null) {
            value = look.get();
            cache.put(table, value);
        }
        return value;
    }

    private record Known(Cache<SchemaTableName, SourceTable> tables, Cache<RemoteTable, List<SourceColumn>> columns,
            Cache<RemoteTable, List<Set<String>>> uniqueKeys, Cache<RemoteTable, SourceStatistics> statistics) {}
}
