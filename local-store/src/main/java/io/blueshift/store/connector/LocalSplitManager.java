package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.connector.BlockPruning.BlockRange;
import io.blueshift.store.error.StoreErrors;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
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
import java.util.function.IntSupplier;

import static java.util.stream.Collectors.toSet;

/**
 * Cuts a table into splits, so that threads share it evenly whatever its files are like. Segments and blocks that the
 * predicate excludes are left out before: what is shared is the work that there is.
 */
final class LocalSplitManager implements ConnectorSplitManager {
    private final LocalStore store;
    private final StoreErrors errors;
    private final IntSupplier threads;
    private final Function<ConnectorTransactionHandle, LocalTransaction> transactions;

    /** @param threads that read at the same time, on all nodes */
    LocalSplitManager(LocalStore store, StoreErrors errors, IntSupplier threads,
            Function<ConnectorTransactionHandle, LocalTransaction> transactions) {
        this.store = store;
        this.errors = errors;
        this.threads = threads;
        this.transactions = transactions;
    }

    @Override
    public ConnectorSplitSource getSplits(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorTableHandle table, Set<ColumnHandle> columns, Constraint constraint) {
        LocalTableHandle handle = (LocalTableHandle) table;
        TableVersion version = transactions.apply(transaction).version(handle);
        List<WorkSharing.Part> parts = new ArrayList<>();
        for (int i = 0; i < version.segments().size(); i++) {
            int index = i;
            SegmentEntry segment = version.segments().get(i);
            if (SegmentPruning.mayMatch(segment, handle.predicate())) {
                ranges(handle, segment).forEach(range -> parts.add(new WorkSharing.Part(index, segment, range)));
            }
        }
        Set<Integer> read = columns.stream().map(column -> ((LocalColumnHandle) column).id()).collect(toSet());
        return new FixedSplitSource(new WorkSharing(read, threads.getAsInt()).splits(parts));
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
}
