package io.blueshift.connector.lake.iceberg;

import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalog;
import io.blueshift.connector.lake.table.IcebergTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.predicate.TupleDomain;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

import static java.util.Objects.requireNonNull;

/**
 * The data files that a scan must read, planned once per predicate and kept for the transaction: EXPLAIN, statistics and
 * splits ask for the same list. Files that partitions or bounds rule out are not in it.
 */
final class IcebergScans {
    private record Key(Table table, TupleDomain<LakeColumnHandle> predicate) {}

    private final IcebergCatalog catalog;
    private final Map<Key, List<FileScanTask>> planned = new ConcurrentHashMap<>();

    IcebergScans(IcebergCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog is null");
    }

    List<FileScanTask> plan(Table table, IcebergTableHandle handle) {
        if (handle.snapshot().isEmpty() || handle.predicate().isNone()) {
            return List.of();
        }
        if (table.currentSnapshot().snapshotId() != handle.snapshot().getAsLong()) {
            throw new IllegalStateException(
                    "Table %s was planned at snapshot %s and is now at %s".formatted(handle.name(),
                            handle.snapshot(), table.currentSnapshot()));
        }
        return planned.computeIfAbsent(new Key(table, handle.predicate()), key -> catalog.guard(
                "plan the scan of " + handle.name(), () -> plan(table, handle.name().toString(), handle.enforced(),
                        handle.predicate())));
    }

    private static List<FileScanTask> plan(Table table, String name, TupleDomain<LakeColumnHandle> enforced,
            TupleDomain<LakeColumnHandle> predicate) {
        IcebergConstants constants = new IcebergConstants(table);
        List<FileScanTask> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().ignoreResiduals()
                .filter(IcebergExpressions.of(predicate, table.schema())).planFiles()) {
            for (FileScanTask task : tasks) {
                checkReadable(name, task);
                // Ours is the last word on what was promised to the engine as exact
                if (constants.match(task.file(), enforced)) {
                    files.add(task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(files);
    }

    private static void checkReadable(String name, FileScanTask task) {
        if (!task.deletes().isEmpty()) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Table %s has row-level deletes (%s applies to %s), which cannot be read yet; compact the table first"
                            .formatted(name, task.deletes().getFirst().location(), task.file().location()));
        }
        if (task.file().format() != FileFormat.PARQUET) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Table %s has a data file in %s, only PARQUET can be read: %s"
                            .formatted(name, task.file().format(), task.file().location()));
        }
    }

    /** From the snapshot's summary, without reading manifests. */
    static OptionalLong totalFiles(Table table) {
        Snapshot snapshot = table.currentSnapshot();
        if (snapshot == null) {
            return OptionalLong.of(0);
        }
        String total = snapshot.summary().get(SnapshotSummary.TOTAL_DATA_FILES_PROP);
        return total == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total));
    }
}
