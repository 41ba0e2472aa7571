package io.blueshift.server.planning.scan;

import io.blueshift.executor.ir.ScanTarget;
import io.blueshift.executor.scan.ScannedRows;
import io.trino.metadata.TableHandle;
import io.trino.spi.connector.ColumnHandle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import static java.util.Objects.requireNonNull;

/**
 * A table of a connector as Trino's optimiser left it, with everything pushed into its handle. The handle carries the
 * query's own transaction and the exact version of the catalog.
 */
public record TrinoScanTarget(TableHandle table, List<ColumnHandle> columns, OptionalDouble estimatedRows)
        implements
            ScanTarget {
    public TrinoScanTarget {
        requireNonNull(table, "table is null");
        columns = List.copyOf(columns);
        requireNonNull(estimatedRows, "estimatedRows is null");
    }

    @Override
    public Object rows() {
        return table.connectorHandle() instanceof ScannedRows handle
                ? new TableHandle(table.catalogHandle(), handle.rows(), table.transaction())
                : table;
    }

    @Override
    public Optional<ScanTarget> with(ScanTarget other, List<Integer> channels) {
        if (!rows().equals(other.rows())) {
            return Optional.empty();
        }
        List<ColumnHandle> all = new ArrayList<>(columns);
        channels.forEach(channel -> all.add(((TrinoScanTarget) other).columns.get(channel)));
        return Optional.of(new TrinoScanTarget((TableHandle) rows(), all, estimatedRows));
    }

    @Override
    public Object column(int channel) {
        return columns.get(channel);
    }

    @Override
    public String description() {
        return table.catalogHandle().getCatalogName() + ":" + table.connectorHandle();
    }
}
