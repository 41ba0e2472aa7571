package io.blueshift.server.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What went wrong while catalogs were made. Trino logs such failures and starts without the catalog; this server reads
 * them here and stops. Thread-safe.
 */
public final class CatalogFailures {
    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

    void add(String catalog, String reason) {
        reasons.put(catalog, reason);
    }

    /** One complete message per catalog, by name. */
    public Collection<String> reasons() {
        return reasons.values();
    }
}
