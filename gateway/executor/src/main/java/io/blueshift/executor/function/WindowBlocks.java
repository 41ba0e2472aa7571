package io.blueshift.executor.function;

import io.trino.spi.block.Block;
import io.trino.spi.function.WindowIndex;

/** A partition as a window function of Trino sees it, with the blocks behind it: what accumulators read. */
public interface WindowBlocks extends WindowIndex {
    /** The block that holds the channel's values of all rows, and maybe of others. */
    Block block(int channel);

    /** Where in the blocks a row of the partition is. */
    int blockPosition(int position);
}
