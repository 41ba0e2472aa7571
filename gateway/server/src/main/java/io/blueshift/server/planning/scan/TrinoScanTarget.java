package io.blueshift.server.planning.scan;

import io.blueshift.executor.ir.ScanTarget;
import io.trino.metadata.TableHandle;
import io.trino.spi.connector.ColumnHandle;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A table of a connector as Trino's optimiser left it, with everything pushed into its handle. The handle carries the
 * query's own transaction and the exact version of the catalog.
 */
public record TrinoScanTarget(TableHandle table, List<ColumnHandle> columns) implements ScanTarget {
    public TrinoScanTarget {
        requireNonNull(table, "table is null");
        columns = List.copyOf(columns);
    }

    @Override
    public String description() {
        return table.catalogHandle().getCatalogName() + ":" + table.connectorHandle();
    }
}
