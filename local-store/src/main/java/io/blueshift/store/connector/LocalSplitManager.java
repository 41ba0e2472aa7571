package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.connector.BlockPruning.BlockRange;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.scan.SegmentSlice;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.FixedSplitSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts a table into splits: large segments into ranges of blocks, small segments together, so that threads share a
 * table evenly whatever its files are like. Segments and blocks that the predicate excludes are left out before, so that
 * the work is shared that there is.
 */
final class LocalSplitManager implements ConnectorSplitManager {
    /** 131,072 rows of 16K each: some milliseconds of work. */
    private static final int SPLIT_BLOCKS = 8;

    private final LocalStore store;
    private final StoreErrors errors;
    private final Function<ConnectorTransactionHandle, LocalTransaction> transactions;

    LocalSplitManager(LocalStore store, StoreErrors errors,
            Function<ConnectorTransactionHandle, LocalTransaction> transactions) {
        this.store = store;
        this.errors = errors;
        this.transactions = transactions;
    }

    @Override
    public ConnectorSplitSource getSplits(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorTableHandle table, Set<ColumnHandle> columns, Constraint constraint) {
        LocalTableHandle handle = (LocalTableHandle) table;
        TableVersion version = transactions.apply(transaction).version(handle);
        List<SegmentSlice> slices = new ArrayList<>();
        for (int i = 0; i < version.segments().size(); i++) {
            int index = i;
            SegmentEntry segment = version.segments().get(i);
            if (SegmentPruning.mayMatch(segment, handle.predicate())) {
                ranges(handle, segment).forEach(range -> cut(index, segment, range, slices));
            }
        }
        return new FixedSplitSource(pack(slices));
    }

    /** What the zone maps of a segment's blocks leave of it; a segment of one block was judged as a whole. */
    private List<BlockRange> ranges(LocalTableHandle table, SegmentEntry segment) {
        if (table.predicate().isAll() || segment.blocks() == 1) {
            return List.of(new BlockRange(0, segment.blocks()));
        }
        try {
            return BlockPruning.ranges(store, table, segment);
        } catch (IOException | RuntimeException e) {
            throw errors.translate(e);
        }
    }

    private static void cut(int index, SegmentEntry segment, BlockRange range, List<SegmentSlice> slices) {
        for (int block = range.first(); block < range.end(); block += SPLIT_BLOCKS) {
            slices.add(SegmentSlice.of(index, segment, block, Math.min(SPLIT_BLOCKS, range.end() - block)));
        }
    }

    private static List<ConnectorSplit> pack(List<SegmentSlice> slices) {
        List<ConnectorSplit> splits = new ArrayList<>();
        List<SegmentSlice> batch = new ArrayList<>();
        int blocks = 0;
        for (SegmentSlice slice : slices) {
            if (blocks + slice.blocks() > SPLIT_BLOCKS) {
                splits.add(split(batch, blocks));
                batch.clear();
                blocks = 0;
            }
            batch.add(slice);
            blocks += slice.blocks();
        }
        if (!batch.isEmpty()) {
            splits.add(split(batch, blocks));
        }
        return splits;
    }

    private static LocalSplit split(List<SegmentSlice> slices, int blocks) {
        return new LocalSplit(slices, (double) blocks / SPLIT_BLOCKS);
    }
}
