package io.blueshift.executor.scan;

import io.blueshift.executor.vector.LongForm;
import io.trino.spi.block.Block;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

/** A page of a source that knows pages only: all its rows are wanted. Its columns are loaded as the source does it. */
public record PageBatch(SourcePage page, List<Type> types) implements ScanBatch {
    @Override
    public int channels() {
        return types.size();
    }

    @Override
    public int rows() {
        return page.getPositionCount();
    }

    @Override
    public Optional<int[]> selected() {
        return Optional.empty();
    }

    @Override
    public ScanBatch unselected() {
        return this;
    }

    @Override
    public EncodedColumn encoded(int channel) {
        return new EncodedColumn.Decoded(block(channel));
    }

    @Override
    public Block block(int channel) {
        return page.getBlock(channel);
    }

    @Override
    public Optional<long[]> longs(int channel, long[] target) {
        return LongForm.of(types.get(channel), block(channel), target);
    }

    @Override
    public Block block(int channel, int[] rows, int offset, int count) {
        return block(channel).copyPositions(rows, offset, count);
    }
}
