package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.blueshift.store.scan.RowIds;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorMergeSink;
import io.trino.spi.connector.MergePage;
import org.roaringbitmap.RoaringBitmap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static io.trino.spi.type.BigintType.BIGINT;

/** One writer of a DELETE, UPDATE or MERGE: new rows become segments, deleted ones are noted for the commit. */
final class LocalMergeSink implements ConnectorMergeSink {
    private final LocalPageSink inserts;
    private final int columns;
    private final Map<Integer, RoaringBitmap> deletes = new HashMap<>();

    LocalMergeSink(LocalPageSink inserts, int columns) {
        this.inserts = inserts;
        this.columns = columns;
    }

    @Override
    public void storeMergedRows(Page page) {
        MergePage rows = MergePage.createDeleteAndInsertPages(page, columns);
        rows.getDeletionsPage().ifPresent(deletions -> noteDeletes(deletions.getBlock(columns)));
        rows.getInsertionsPage().ifPresent(inserts::appendPage);
    }

    private void noteDeletes(Block rowIds) {
        for (int i = 0; i < rowIds.getPositionCount(); i++) {
            long rowId = BIGINT.getLong(rowIds, i);
            deletes.computeIfAbsent(RowIds.segment(rowId), _ -> new RoaringBitmap()).add(RowIds.position(rowId));
        }
    }

    @Override
    public long getCompletedBytes() {
        return inserts.getCompletedBytes();
    }

    @Override
    public CompletableFuture<Collection<Slice>> finish() {
        List<Slice> fragments = new ArrayList<>();
        inserts.finish().join().forEach(segment -> fragments.add(MergeFragments.inserted(segment)));
        deletes.forEach((segment, rows) -> fragments.add(MergeFragments.deleted(segment, rows)));
        return CompletableFuture.completedFuture(fragments);
    }

    @Override
    public void abort() {
        inserts.abort();
    }
}
