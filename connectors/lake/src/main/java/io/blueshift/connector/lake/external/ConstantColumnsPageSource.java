package io.blueshift.connector.lake.external;

import com.google.common.collect.ImmutableList;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ObjLongConsumer;

/**
 * Puts columns with one value for the whole file (its partition) between those that are read. For one thread.
 */
final class ConstantColumnsPageSource implements ConnectorPageSource {
    private final ConnectorPageSource read;
    private final List<Optional<Block>> channels;

    /** @param channels for each channel of the result its constant (one position), or empty for the next one read */
    ConstantColumnsPageSource(ConnectorPageSource read, List<Optional<Block>> channels) {
        this.read = read;
        this.channels = ImmutableList.copyOf(channels);
    }

    @Override
    public SourcePage getNextSourcePage() {
        SourcePage page = read.getNextSourcePage();
        return page == null ? null : new ConstantColumnsPage(page, channels);
    }

    @Override
    public long getCompletedBytes() {
        return read.getCompletedBytes();
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return read.getCompletedPositions();
    }

    @Override
    public long getReadTimeNanos() {
        return read.getReadTimeNanos();
    }

    @Override
    public boolean isFinished() {
        return read.isFinished();
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getMemoryUsage() {
        return read.getMemoryUsage();
    }

    @Override
    public Metrics getMetrics() {
        return read.getMetrics();
    }

    @Override
    public void close() throws IOException {
        read.close();
    }

    /** A page whose read channels stay lazy. */
    private static final class ConstantColumnsPage implements SourcePage {
        private final SourcePage read;
        private final List<Optional<Block>> channels;
        private final int[] readChannels;

        ConstantColumnsPage(SourcePage read, List<Optional<Block>> channels) {
            this.read = read;
            this.channels = channels;
            readChannels = new int[channels.size()];
            int next = 0;
            for (int channel = 0; channel < readChannels.length; channel++) {
                readChannels[channel] = channels.get(channel).isPresent() ? -1 : next++;
            }
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
            return channels.get(channel).map(value -> RunLengthEncodedBlock.create(value, getPositionCount()))
                    .orElseGet(() -> read.getBlock(readChannels[channel]));
        }

        @Override
        public Page getPage() {
            Block[] blocks = new Block[channels.size()];
            for (int channel = 0; channel < blocks.length; channel++) {
                blocks[channel] = getBlock(channel);
            }
            return new Page(getPositionCount(), blocks);
        }

        @Override
        public void selectPositions(int[] positions, int offset, int size) {
            read.selectPositions(positions, offset, size);
        }
    }
}
