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
    /** Of fewer values nothing can be learnt that pays, and trying costs more than writing them. */
    private static final int LEARNABLE_VALUES = 32;
    static final BlockEncoder PLAIN = new PlainEncoder();
    /**
     * Those that need nothing but the block. In the order of what they cost to read: of two that are equally small the
     * earlier is taken.
     */
    static final List<BlockEncoder> ALONE = List.of(
            new ConstantEncoder(),
            new PackedEncoder(),
            new RunLengthEncoder(),
            new DeltaEncoder(),
            new SplitEncoder(),
            PLAIN);

    private final List<Region> regions;
    private final List<BlockEncoder> candidates;
    private final boolean firstPossible;
    private final byte[] sharedPart;

    private ChunkEncoder(List<Region> regions, List<BlockEncoder> candidates, boolean firstPossible,
            byte[] sharedPart) {
        this.regions = regions;
        this.candidates = candidates;
        this.firstPossible = firstPossible;
        this.sharedPart = sharedPart;
    }

    /**
     * Looks at the values and decides.
     *
     * @param type one that has a {@link Storage}
     * @param blockRows how many rows each block takes; together all
     * @param forced the encoding to use for all blocks that can be written so, the others are plain; empty for the best
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
            List<BlockEncoder> candidates = new ArrayList<>();
            forced(values, forced.get()).ifPresent(candidates::add);
            candidates.add(PLAIN);
            return new ChunkEncoder(regions, candidates, true, sharedBy(candidates));
        }
        if (chunk.getPositionCount() < LEARNABLE_VALUES) {
            return new ChunkEncoder(regions, ALONE, false, NOTHING_SHARED);
        }
        List<BlockEncoder> candidates = EncodingChoice.of(values, regions);
        return new ChunkEncoder(regions, candidates, false, sharedBy(candidates));
    }

    private static Optional<? extends BlockEncoder> forced(ColumnValues values, Encoding encoding) {
        return switch (encoding) {
            case DICTIONARY -> DictionaryEncoder.of(values, Integer.MAX_VALUE);
            case SCALED -> ScaledEncoder.of(values);
            case ALP -> AlpEncoder.of(values);
            case FSST -> FsstEncoder.of(values);
            case ZSTD -> Optional.of(new ZstdEncoder(PLAIN, 1));
            case PLAIN, CONSTANT, RUN_LENGTH, BIT_PACKED, DELTA, SPLIT -> ALONE.stream()
                    .filter(candidate -> candidate.encoding() == encoding).findAny();
        };
    }

    private static byte[] sharedBy(List<BlockEncoder> candidates) {
        return candidates.stream().map(BlockEncoder::sharedPart).filter(shared -> shared.length > 0).findAny()
                .orElse(NOTHING_SHARED);
    }

    /** The smallest form without anything shared, as for values inside others. */
    static ChunkEncoder alone(Type type, ValueBlock block) {
        Region region = new Region(ColumnValues.of(type, block), 0, block.getPositionCount());
        return new ChunkEncoder(List.of(region), ALONE, false, NOTHING_SHARED);
    }

    /** What has to be read before any of the blocks; no bytes if there is nothing. */
    public byte[] sharedPart() {
        return sharedPart;
    }

    /** Appends a block and returns how it was written. */
    public Encoding write(int block, ByteWriter out) {
        Region region = regions.get(block);
        BlockEncoder best = firstPossible ? firstPossible(region, candidates) : smallest(region, candidates);
        out.writeByte(best.encoding().id());
        best.write(region, out);
        return best.encoding();
    }

    private static BlockEncoder firstPossible(Region region, List<BlockEncoder> candidates) {
        return candidates.stream().filter(candidate -> region.size(candidate) != BlockEncoder.IMPOSSIBLE).findFirst()
                .orElse(PLAIN);
    }

    static BlockEncoder smallest(Region region, List<BlockEncoder> candidates) {
        BlockEncoder best = PLAIN;
        long smallest = BlockEncoder.IMPOSSIBLE;
        for (BlockEncoder candidate : candidates) {
            long size = region.size(candidate);
            if (size != BlockEncoder.IMPOSSIBLE && candidate.weighted(size) < smallest) {
                smallest = candidate.weighted(size);
                best = candidate;
            }
        }
        return best;
    }
}
