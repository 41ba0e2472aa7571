package io.blueshift.connector.jdbc;

import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.connector.ConnectorMergeSink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.TinyintType.TINYINT;

/**
 * Notes in a staging table what is to become of rows. Of a row that is updated only what changes is noted: not every
 * value that can be read can be written. One thread at a time, which waits while the source has not taken the page
 * before.
 */
class JdbcMergeSink implements ConnectorMergeSink {
    private final JdbcPageSink staging;
    private final JdbcMergeHandle merge;
    private CompletableFuture<?> before = CompletableFuture.completedFuture(null);

    JdbcMergeSink(JdbcPageSink staging, JdbcMergeHandle merge) {
        this.staging = staging;
        this.merge = merge;
    }

    /** @param page the table's columns, the operation, the number of its case, the row's key */
    @Override
    public void storeMergedRows(Page page) {
        Page staged = staged(page);
        join(before);
        before = staging.appendPage(staged);
    }

    private static void join(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            throwIfUnchecked(e.getCause());
            throw e;
        }
    }

    private Page staged(Page page) {
        int count = merge.columns().size();
        int[] changes = changes(page.getBlock(count), page.getBlock(count + 1));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new IntArrayBlock(changes.length, Optional.empty(), changes));
        blocks.addAll(RowBlock.getRowFieldsFromBlock(page.getBlock(count + 2)));
        for (int column = 0; column < count; column++) {
            blocks.add(written(page.getBlock(column), column, changes));
        }
        return new Page(changes.length, blocks.toArray(Block[]::new));
    }

    private static int[] changes(Block operations, Block cases) {
        int[] changes = new int[operations.getPositionCount()];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = RowChange.of(TINYINT.getByte(operations, i), INTEGER.getInt(cases, i));
        }
        return changes;
    }

    /** NULL in the rows whose change does not set this column. */
    private Block written(Block values, int column, int[] changes) {
        int[] positions = new int[changes.length];
        Arrays.setAll(positions, i -> sets(changes[i], column) ? i : changes.length);
        return Arrays.stream(positions).allMatch(position -> position < changes.length)
                ? values
                : DictionaryBlock.create(positions.length, values.copyWithAppendedNull(), positions);
    }

    private boolean sets(int change, int column) {
        return switch (change) {
            case RowChange.INSERT -> true;
            case RowChange.DELETE -> false;
            default -> merge.updates().get(change).contains(column);
        };
    }

    @Override
    public long getCompletedBytes() {
        return staging.getCompletedBytes();
    }

    @Override
    public CompletableFuture<Collection<Slice>> finish() {
        return staging.finish();
    }

    @Override
    public void abort() {
        staging.abort();
    }
}
