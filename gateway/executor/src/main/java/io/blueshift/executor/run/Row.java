package io.blueshift.executor.run;

import io.trino.spi.block.Block;

/**
 * Where an evaluator stands: a position in the blocks of a page, and the values of the slots bound so far. One per thread.
 */
final class Row {
    private final Block[] blocks;
    private final Object[] slots;
    private int position;

    Row(Block[] blocks, int slots) {
        this.blocks = blocks;
        this.slots = new Object[slots];
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    int position() {
        return position;
    }

    Block block(int channel) {
        return blocks[channel];
    }

    Object slot(int slot) {
        return slots[slot];
    }

    void bind(int slot, Object value) {
        slots[slot] = value;
    }
}
