package io.blueshift.store.scan;

import io.blueshift.executor.scan.ScanBatch;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.connector.SourcePage;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/**
 * The rows of a batch as a page; a column is read when it is first asked for, and decoded for the rows that are still
 * wanted by then. Valid until the next page is taken from its source. Not thread-safe.
 */
final class LazyPage implements SourcePage {
    private final ScanBatch batch;
    private final Block[] blocks;
    private Optional<int[]> selected;
    private int positionCount;

    LazyPage(ScanBatch batch) {
        this.batch = batch;
        this.blocks = new Block[batch.channels()];
        this.selected = batch.selected();
        this.positionCount = batch.selectedCount();
    }

    @Override
    public int getPositionCount() {
        return positionCount;
    }

    @Override
    public long getSizeInBytes() {
        long bytes = 0;
        for (Block block : blocks) {
            bytes += block == null ? 0 : block.getSizeInBytes();
        }
        return bytes;
    }

    @Override
    public long getRetainedSizeInBytes() {
        long bytes = 0;
        for (Block block : blocks) {
            bytes += block == null ? 0 : block.getRetainedSizeInBytes();
        }
        return bytes;
    }

    @Override
    public void retainedBytesForEachPart(ObjLongConsumer<Object> consumer) {
        for (Block block : blocks) {
            if (block != null) {
                block.retainedBytesForEachPart(consumer);
            }
        }
    }

    @Override
    public int getChannelCount() {
        return blocks.length;
    }

    @Override
    public Block getBlock(int channel) {
        if (blocks[channel] == null) {
            blocks[channel] = selected.map(rows -> batch.block(channel, rows, 0, rows.length))
                    .orElseGet(() -> batch.block(channel));
        }
        return blocks[channel];
    }

    @Override
    public Page getPage() {
        Block[] loaded = new Block[blocks.length];
        for (int i = 0; i < loaded.length; i++) {
            loaded[i] = getBlock(i);
        }
        return new Page(positionCount, loaded);
    }

    @Override
    public void selectPositions(int[] positions, int offset, int size) {
        int[] wanted = Arrays.copyOfRange(positions, offset, offset + size);
        for (int i = 0; i < blocks.length; i++) {
            if (blocks[i] != null) {
                blocks[i] = blocks[i].getPositions(wanted, 0, size);
            }
        }
        selected = Optional.of(selected.map(rows -> pick(rows, wanted)).orElse(wanted));
        positionCount = size;
    }

    private static int[] pick(int[] rows, int[] positions) {
        int[] picked = new int[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = rows[positions[i]];
        }
        return picked;
    }
}
