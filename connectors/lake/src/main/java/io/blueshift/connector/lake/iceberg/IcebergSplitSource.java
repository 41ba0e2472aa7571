package io.blueshift.connector.lake.iceberg;

import io.blueshift.connector.lake.table.IcebergSplit;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.trino.spi.SplitWeight;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.DynamicFilterSnapshot;
import io.trino.spi.predicate.TupleDomain;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static java.util.concurrent.CompletableFuture.completedFuture;

/**
 * Hands out planned files in pieces that begin at row groups. Files whose partition a dynamic filter has ruled out by then are
 * passed over.
 */
final class IcebergSplitSource implements ConnectorSplitSource {
    /** Large enough that opening a file does not show, small enough to occupy all cores. */
    private static final long SPLIT_BYTES = 64L << 20;
    private static final double SMALLEST_WEIGHT = 0.05;

    private final IcebergConstants constants;
    private final Iterator<FileScanTask> files;
    private Iterator<FileScanTask> pieces = List.<FileScanTask>of().iterator();
    private boolean closed;

    IcebergSplitSource(Table table, List<FileScanTask> files) {
        constants = new IcebergConstants(table);
        this.files = files.iterator();
    }

    @Override
    public synchronized CompletableFuture<List<ConnectorSplit>> getNextBatch(int maxSize,
            DynamicFilterSnapshot dynamicFilter) {
        TupleDomain<LakeColumnHandle> filter = dynamicFilter.currentPredicate()
                .transformKeys(LakeColumnHandle.class::cast);
        List<ConnectorSplit> batch = new ArrayList<>();
        while (batch.size() < maxSize && !isFinished()) {
            if (pieces.hasNext()) {
                batch.add(split(pieces.next()));
                continue;
            }
            FileScanTask file = files.next();
            if (!filter.isNone() && constants.match(file.file(), filter)) {
                pieces = file.split(SPLIT_BYTES).iterator();
            }
        }
        return completedFuture(batch);
    }

    private IcebergSplit split(FileScanTask piece) {
        double weight = Math.clamp((double) piece.length() / SPLIT_BYTES, SMALLEST_WEIGHT, 1.0);
        return new IcebergSplit(piece.file().location(), piece.file().fileSizeInBytes(), piece.start(), piece.length(),
                constants.of(piece.file()), SplitWeight.fromProportion(weight));
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    @Override
    public synchronized boolean isFinished() {
        return closed || (!files.hasNext() && !pieces.hasNext());
    }
}
