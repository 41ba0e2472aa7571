package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the blocks of one column chunk. What they share is decided with all values at hand; within that, each block takes
 * the smallest form. Not thread-safe.
 */
public final class ChunkEncoder {
    private static final byte[] NOTHING_SHARED = {};
    private static final PlainEncoder PLAIN = new PlainEncoder();
    /** In the order of what they cost to read: of two that are equally small the earlier is taken. */
    private static final List<BlockEncoder> ALONE = List
            .of(new ConstantEncoder(), new PackedEncoder(), new RunLengthEncoder(), PLAIN);

    private final List<Region> regions;
    private final List<BlockEncoder> candidates;
    private final byte[] sharedPart;

    private ChunkEncoder(List<Region> regions, List<BlockEncoder> candidates, byte[] sharedPart) {
        this.regions = regions;
        this.candidates = candidates;
        this.sharedPart = sharedPart;
    }

    /**
     * Looks at the values and decides.
     *
     * @param type one that has a {@link Storage}
     * @param blockRows how many rows each block takes; together all
     * @param forced the encoding to use for all blocks that can be written so; empty for the best
     */
    public static ChunkEncoder of(Type type, ValueBlock chunk, List<Integer> blockRows, Optional<Encoding> forced) {
        ColumnValues values = ColumnValues.of(type, chunk);
        List<Region> regions = new ArrayList<>();
        int start = 0;
        for (int rows : blockRows) {
            regions.add(new Region(values, start, rows));
            start += rows;
        }
        if (forced.isPresent()) {
            return forced(values, regions, forced.get());
        }
        Optional<DictionaryEncoder> dictionary = DictionaryChoice.find(values, regions, ALONE);
        if (dictionary.isPresent()) {
            List<BlockEncoder> candidates = new ArrayList<>(ALONE);
            candidates.add(2, dictionary.get());
            return new ChunkEncoder(regions, candidates, dictionary.get().sharedPart());
        }
        return new ChunkEncoder(regions, ALONE, NOTHING_SHARED);
    }

    private static ChunkEncoder forced(ColumnValues values, List<Region> regions, Encoding encoding) {
        if (encoding == Encoding.DICTIONARY) {
            return DictionaryEncoder.of(values, Integer.MAX_VALUE)
                    .map(dictionary -> new ChunkEncoder(regions, List.of(dictionary, PLAIN), dictionary.sharedPart()))
                    .orElseGet(() -> new ChunkEncoder(regions, List.of(PLAIN), NOTHING_SHARED));
        }
        List<BlockEncoder> candidates = ALONE.stream().filter(candidate -> candidate.encoding() == encoding).toList();
        return new ChunkEncoder(regions, candidates, NOTHING_SHARED);
    }

    /** The smallest form without anything shared, as for values inside others. */
    static ChunkEncoder alone(Type type, ValueBlock block) {
        Region region = new Region(ColumnValues.of(type, block), 0, block.getPositionCount());
        return new ChunkEncoder(List.of(region), ALONE, NOTHING_SHARED);
    }

    /** What has to be read before any of the blocks; no bytes if there is nothing. */
    public byte[] sharedPart() {
        return sharedPart;
    }

    /** Appends a block and returns how it was written. */
    public Encoding write(int block, ByteWriter out) {
        Region region = regions.get(block);
        BlockEncoder best = smallest(region, candidates);
        out.writeByte(best.encoding().id());
        best.write(region, out);
        return best.encoding();
    }

    static BlockEncoder smallest(Region region, List<BlockEncoder> candidates) {
        BlockEncoder best = PLAIN;
        long smallest = BlockEncoder.IMPOSSIBLE;
        for (BlockEncoder candidate : candidates) {
            long size = candidate.size(region);
            if (size < smallest) {
                smallest = size;
                best = candidate;
            }
        }
        return best;
    }
}
