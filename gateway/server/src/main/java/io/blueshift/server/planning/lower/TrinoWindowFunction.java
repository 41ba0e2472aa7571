package io.blueshift.server.planning.lower;

import io.airlift.slice.Slice;
import io.blueshift.executor.function.WindowBlocks;
import io.trino.operator.window.InternalWindowIndex;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.WindowFunction;
import io.trino.spi.function.WindowIndex;

/**
 * A window function of Trino, which is shown the executor's windows as Trino's own: the classes that Trino generates for
 * aggregates know no others.
 */
record TrinoWindowFunction(WindowFunction function) implements WindowFunction {
    @Override
    public void reset(WindowIndex windowIndex) {
        function.reset(new Index((WindowBlocks) windowIndex));
    }

    @Override
    public void processRow(BlockBuilder output, int peerGroupStart, int peerGroupEnd, int frameStart, int frameEnd) {
        function.processRow(output, peerGroupStart, peerGroupEnd, frameStart, frameEnd);
    }

    private record Index(WindowBlocks window) implements InternalWindowIndex {
        @Override
        public Block getRawBlock(int channel, int position) {
            return window.block(channel);
        }

        @Override
        public int getRawBlockPosition(int position) {
            return window.blockPosition(position);
        }

        @Override
        public int size() {
            return window.size();
        }

        @Override
        public boolean isNull(int channel, int position) {
            return window.isNull(channel, position);
        }

        @Override
        public boolean getBoolean(int channel, int position) {
            return window.getBoolean(channel, position);
        }

        @Override
        public long getLong(int channel, int position) {
            return window.getLong(channel, position);
        }

        @Override
        public double getDouble(int channel, int position) {
            return window.getDouble(channel, position);
        }

        @Override
        public Slice getSlice(int channel, int position) {
            return window.getSlice(channel, position);
        }

        @Override
        public Block getSingleValueBlock(int channel, int position) {
            return window.getSingleValueBlock(channel, position);
        }

        @Override
        public Object getObject(int channel, int position) {
            return window.getObject(channel, position);
        }

        @Override
        public void appendTo(int channel, int position, BlockBuilder output) {
            window.appendTo(channel, position, output);
        }
    }
}
