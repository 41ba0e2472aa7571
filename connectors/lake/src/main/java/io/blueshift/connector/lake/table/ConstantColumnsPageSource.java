package io.blueshift.connector.lake.table;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;
import io.trino.spi.predicate.NullableValue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;

import static java.util.Objects.requireNonNull;

/**
 * Puts columns with one value, such as those of the file's partition, between those that a file holds; the file's own stay
 * unread until somebody looks at them. For one thread.
 */
public final class ConstantColumnsPageSource implements ConnectorPageSource {
    private final ConnectorPageSource file;
    private final List<Optional<Block>> layout;

    /** @param layout per output column its constant, or empty for the next of the file's columns */
    public ConstantColumnsPageSource(ConnectorPageSource file, List<Optional<NullableValue>> layout) {
        this.file = requireNonNull(file, "file is null");
        this.layout = layout.stream().map(constant -> constant.map(NullableValue::asBlock)).toList();
    }

    @Override
    public SourcePage getNextSourcePage() {
        SourcePage page = file.getNextSourcePage();
        return page == null ? null : new WithConstants(page, layout);
    }

    @Override
    public long getCompletedBytes() {
        return file.getCompletedBytes();
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return file.getCompletedPositions();
    }

    @Override
    public long getReadTimeNanos() {
        return file.getReadTimeNanos();
    }

    @Override
    public boolean isFinished() {
        return file.isFinished();
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getMemoryUsage() {
        return file.getMemoryUsage();
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return file.isBlocked();
    }

    @Override
    public Metrics getMetrics() {
        return file.getMetrics();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class WithConstants implements SourcePage {
        private final SourcePage page;
        private final List<Optional<Block>> layout;
        private final int[] channels;

        private WithConstants(SourcePage page, List<Optional<Block>> layout) {
            this.page = page;
            this.layout = layout;
            channels = new int[layout.size()];
            int next = 0;
            for (int i = 0; i < channels.length; i++) {
                channels[i] = layout.get(i).isPresent() ? -1 : next++;
            }
        }

        @Override
        public int getPositionCount() {
            return page.getPositionCount();
        }

        @Override
        public long getSizeInBytes() {
            return page.getSizeInBytes();
        }

        @Override
        public long getRetainedSizeInBytes() {
            return page.getRetainedSizeInBytes();
        }

        @Override
        public void retainedBytesForEachPart(ObjLongConsumer<Object> consumer) {
            page.retainedBytesForEachPart(consumer);
        }

        @Override
        public int getChannelCount() {
            return channels.length;
        }

        @Override
        public Block getBlock(int channel) {
            return layout.get(channel).map(value -> RunLengthEncodedBlock.create(value, getPositionCount()))
                    .orElseGet(() -> page.getBlock(channels[channel]));
        }

        @Override
        public Page getPage() {
            Block[] blocks = new Block[channels.length];
            for (int channel = 0; channel < blocks.length; channel++) {
                blocks[channel] = getBlock(channel);
            }
            return new Page(getPositionCount(), blocks);
        }

        @Override
        public void selectPositions(int[] positions, int offset, int size) {
            page.selectPositions(positions, offset, size);
        }
    }
}
