package io.blueshift.store.connector;

import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts a table into splits: large segments into ranges of blocks, small segments together, so that threads share a
 * table evenly whatever its files are like. Segments that the predicate excludes are left out.
 */
final class LocalSplitManager implements ConnectorSplitManager {
    /** 131,072 rows of 16K each: some milliseconds of work. */
    private static final int SPLIT_BLOCKS = 8;

    private final Function<ConnectorTransactionHandle, LocalTransaction> transactions;

    LocalSplitManager(Function<ConnectorTransactionHandle, LocalTransaction> transactions) {
        this.transactions = transactions;
    }

    @Override
    public ConnectorSplitSource getSplits(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorTableHandle table, Set<ColumnHandle> columns, Constraint constraint) {
        LocalTableHandle handle = (LocalTableHandle) table;
        TableVersion version = transactions.apply(transaction).version(handle);
        List<SegmentSlice> slices = new ArrayList<>();
        for (int i = 0; i < version.segments().size(); i++) {
            SegmentEntry segment = version.segments().get(i);
            if (SegmentPruning.mayMatch(segment, handle.predicate())) {
                cut(i, segment, slices);
            }
        }
        return new FixedSplitSource(pack(slices));
    }

    private static void cut(int index, SegmentEntry segment, List<SegmentSlice> slices) {
        for (int block = 0; block < segment.blocks(); block += SPLIT_BLOCKS) {
            slices.add(
                    SegmentSlice.of(index, segment, block, Math.min(SPLIT_BLOCKS, segment.blocks() - block)));
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
