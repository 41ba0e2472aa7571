package io.blueshift.connector.lake.parquet;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.connector.SourcePage;

import java.util.List;
import java.util.function.ObjLongConsumer;

import static java.util.Objects.requireNonNull;

/** The reader's lazy page, its channels in the order asked for: missing ones as NULLs, others adapted when first wanted. */
final class ParquetFilePage implements SourcePage {
    private final SourcePage read;
    private final List<ColumnChannel> channels;
    private final StorageParquetSource source;
    private final Block[] blocks;

    ParquetFilePage(SourcePage read, List<ColumnChannel> channels, StorageParquetSource source) {
        this.read = requireNonNull(read, "read is null");
        this.channels = requireNonNull(channels, "channels is null");
        this.source = requireNonNull(source, "source is null");
        this.blocks = new Block[channels.size()];
    }

    @Override
    public int getPositionCount() {
        return read.getPositionCount();
    }

    @Override
    public long getSizeInBytes() {
        return read.getSizeInBytes();
    }

    @Override
    public long getRetainedSizeInBytes() {
        return read.getRetainedSizeInBytes();
    }

    @Override
    public void retainedBytesForEachPart(ObjLongConsumer<Object> consumer) {
        read.retainedBytesForEachPart(consumer);
    }

    @Override
    public int getChannelCount() {
        return channels.size();
    }

    @Override
    public Block getBlock(int channel) {
        if (blocks[channel] == null) {
            try {
                blocks[channel] = load(channels.get(channel));
            } catch (RuntimeException e) {
                throw ParquetErrors.of(source, e);
            }
        }
        return blocks[channel];
    }

    private Block load(ColumnChannel channel) {
        return switch (channel) {
            case ColumnChannel.Stored stored -> read.getBlock(stored.readerChannel());
            case ColumnChannel.Adapted adapted -> adapted.adapter().adapt(read.getBlock(adapted.readerChannel()));
            case ColumnChannel.Missing missing -> RunLengthEncodedBlock.create(missing.nullValue(), getPositionCount());
        };
    }

    @Override
    public Page getPage() {
        Block[] loaded = new Block[blocks.length];
        for (int channel = 0; channel < loaded.length; channel++) {
            loaded[channel] = getBlock(channel);
        }
        return new Page(getPositionCount(), loaded);
    }

    @Override
    public void selectPositions(int[] positions, int offset, int size) {
        read.selectPositions(positions, offset, size);
        for (int channel = 0; channel < blocks.length; channel++) {
            if (blocks[channel] != null) {
                blocks[channel] = blocks[channel].getPositions(positions, offset, size);
            }
        }
    }
}
