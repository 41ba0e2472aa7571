package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.connector.ColumnHandle;

import java.util.List;
import java.util.Optional;

/** Pages that were read column by column, with the keys of rows as values of one column. */
class RowIdPages implements PageReader {
    private final PageReader reader;
    private final List<RemoteColumn> read;
    private final List<ColumnHandle> wanted;

    /**
     * @param read the columns of the reader's pages
     * @param wanted the columns of these pages, made of the others
     */
    RowIdPages(PageReader reader, List<RemoteColumn> read, List<ColumnHandle> wanted) {
        this.reader = reader;
        this.read = read;
        this.wanted = wanted;
    }

    @Override
    public Optional<Page> nextPage() {
        return reader.nextPage().map(page -> new Page(page.getPositionCount(),
                wanted.stream().map(handle -> block(page, handle)).toArray(Block[]::new)));
    }

    private Block block(Page page, ColumnHandle handle) {
        Block[] blocks = JdbcRowIdHandle.columns(handle).map(column -> page.getBlock(read.indexOf(column)))
                .toArray(Block[]::new);
        return handle instanceof JdbcRowIdHandle
                ? RowBlock.fromFieldBlocks(page.getPositionCount(), blocks)
                : blocks[0];
    }

    @Override
    public long receivedBytes() {
        return reader.receivedBytes();
    }

    @Override
    public void cancel() {
        reader.cancel();
    }

    @Override
    public void cut() {
        reader.cut();
    }

    @Override
    public void release() {
        reader.release();
    }
}
