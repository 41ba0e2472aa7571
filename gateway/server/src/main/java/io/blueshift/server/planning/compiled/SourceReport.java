package io.blueshift.server.planning.compiled;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.blueshift.server.planning.scan.ScanCounter;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * One source's share in a query that the executor runs over several: which table, what its connector was asked, and how
 * much has come back up to the moment when one looks.
 */
public final class SourceReport {
    private final String table;
    private final Optional<Object> info;
    private final ScanCounter counter;

    SourceReport(String table, Optional<Object> info, ScanCounter counter) {
        this.table = requireNonNull(table, "table is null");
        this.info = requireNonNull(info, "info is null");
        this.counter = requireNonNull(counter, "counter is null");
    }

    /** Catalog, schema and table. */
    @JsonProperty
    public String getTable() {
        return table;
    }

    /** What the connector tells of the scan. */
    @JsonProperty
    public Optional<Object> getInfo() {
        return info;
    }

    @JsonProperty
    public long getRows() {
        return counter.rows();
    }

    @JsonProperty
    public long getBytes() {
        return counter.bytes();
    }
}
