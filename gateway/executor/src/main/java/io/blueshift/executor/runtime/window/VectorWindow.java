package io.blueshift.executor.runtime.window;

import io.airlift.slice.Slice;
import io.blueshift.executor.function.WindowBlocks;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Type;

/** A partition's arguments as Trino's window functions read them. */
final class VectorWindow implements WindowBlocks {
    private final Type[] types;
    private final Block[] blocks;
    private final int first;
    private final int size;

    VectorWindow(Vector[] arguments, int first, int size) {
        this.types = new Type[arguments.length];
        this.blocks = new Block[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            types[i] = arguments[i].type();
            blocks[i] = arguments[i].block();
        }
        this.first = first;
        this.size = size;
    }

    @Override
    public Block block(int channel) {
        return blocks[channel];
    }

    @Override
    public int blockPosition(int position) {
        return first + position;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isNull(int channel, int position) {
        return blocks[channel].isNull(first + position);
    }

    @Override
    public boolean getBoolean(int channel, int position) {
        return types[channel].getBoolean(blocks[channel], first + position);
    }

    @Override
    public long getLong(int channel, int position) {
        return types[channel].getLong(blocks[channel], first + position);
    }

    @Override
    public double getDouble(int channel, int position) {
        return types[channel].getDouble(blocks[channel], first + position);
    }

    @Override
    public Slice getSlice(int channel, int position) {
        return types[channel].getSlice(blocks[channel], first + position);
    }

    @Override
    public Block getSingleValueBlock(int channel, int position) {
        return blocks[channel].getSingleValueBlock(first + position);
    }

    @Override
    public Object getObject(int channel, int position) {
        return types[channel].getObject(blocks[channel], first + position);
    }

    @Override
    public void appendTo(int channel, int position, BlockBuilder output) {
        Block block = blocks[channel];
        output.append(block.getUnderlyingValueBlock(), block.getUnderlyingValuePosition(first + position));
    }
}
