package io.blueshift.store.scan;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.connector.SourcePage;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ObjLongConsumer;

/**
 * The rows of one block range; a column is read when it is first asked for. Valid until the next page is taken from its
 * source. Not thread-safe.
 */
final class LazyPage implements SourcePage {
    private final IntFunction<Block> loader;
    private final Block[] blocks;
    private Optional<int[]> selected = Optional.empty();
    private int positionCount;

    /** @param loader reads all positions of a channel */
    LazyPage(int positionCount, int channels, IntFunction<Block> loader) {
        this.positionCount = positionCount;
        this.blocks = new Block[channels];
        this.loader = loader;
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
            Block loaded = loader.apply(channel);
            blocks[channel] = selected.map(positions -> loaded.getPositions(positions, 0, positions.length))
                    .orElse(loaded);
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
        int[] composed = selected.map(before -> Arrays.stream(wanted).map(position -> before[position]).toArray())
                .orElse(wanted);
        selected = Optional.of(composed);
        positionCount = size;
    }
}
