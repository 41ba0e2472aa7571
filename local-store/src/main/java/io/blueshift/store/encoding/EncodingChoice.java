package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.RealType.REAL;

/**
 * Decides which encodings the blocks of a chunk choose among. Those whose cost is known from a pass over the integers
 * are always there; a dictionary, symbols, a common divisor, powers of ten and Zstandard only if a sample says that they pay.
 */
final class EncodingChoice {
    /** Larger dictionaries cost more memory per reader than they save bytes. */
    private static final int DISTINCT_MAX = 1 << 16;
    /** Values looked at before the work of looking at all begins. */
    private static final int SAMPLE_ROWS = 2048;
    private static final int SAMPLE_SLICES = 8;
    /** So few distinct values in a sample that nothing will be smaller than a dictionary. */
    private static final int SAMPLE_DISTINCT_FEW = SAMPLE_ROWS / 16;
    /** What Zstandard must leave at most of what else is smallest, as its blocks are read as a whole and slowly. */
    private static final double ZSTD_RATIO_MAX = 0.75;
    /** Fewer bytes are not worth the search. */
    private static final int COMPRESSED_BYTES_MIN = 4096;
    private static final double FSST_RATIO_MAX = 0.85;
    private static final double DICTIONARY_RATIO_MAX = 0.9;

    private EncodingChoice() {}

    static List<BlockEncoder> of(ColumnValues values, List<Region> regions) {
        List<BlockEncoder> candidates = new ArrayList<>(ChunkEncoder.ALONE);
        OptionalInt distinct = sampleDistinct(values);
        boolean few = distinct.isPresent() && distinct.getAsInt() <= SAMPLE_DISTINCT_FEW;
        Optional<AlpEncoder> alp = AlpEncoder.of(values);
        alp.ifPresent(candidates::add);
        if (!isFloating(values.type())) {
            ScaledEncoder.of(values).ifPresent(candidates::add);
        }
        boolean large = values.storage() == Storage.VARIABLE || values.storage().isNested()
                || isFloating(values.type()) && alp.isEmpty();
        if (large && !few && values.block().getSizeInBytes() >= COMPRESSED_BYTES_MIN) {
            compressed(values, regions.get(regions.size() / 2)).ifPresent(candidates::add);
        }
        if (distinct.isPresent()) {
            dictionary(values, regions, candidates, distinct.getAsInt()).ifPresent(dictionary -> {
                candidates.removeIf(other -> other.sharedPart().length > 0);
                candidates.add(1, dictionary);
            });
        }
        return candidates;
    }

    private static boolean isFloating(Type type) {
        return type == DOUBLE || type == REAL;
    }

    private static Optional<BlockEncoder> compressed(ColumnValues values, Region sample) {
        Optional<FsstEncoder> fsst = FsstEncoder.of(values);
        double fsstRatio = fsst.map(FsstEncoder::ratio).orElse(1.0);
        double zstdRatio = new ZstdEncoder(ChunkEncoder.PLAIN, 1).sampleRatio(sample);
        if (zstdRatio <= ZSTD_RATIO_MAX * Math.min(1, fsstRatio)) {
            return Optional.of(new ZstdEncoder(ChunkEncoder.PLAIN, zstdRatio));
        }
        return fsst.filter(_ -> fsstRatio <= FSST_RATIO_MAX).map(BlockEncoder.class::cast);
    }

    /** Present if the chunk is smaller with a dictionary, by enough to pay for the indirection. */
    private static Optional<DictionaryEncoder> dictionary(ColumnValues values, List<Region> regions,
            List<BlockEncoder> others, int sampleDistinct) {
        long without = 0;
        for (Region region : regions) {
            without += region.size(ChunkEncoder.smallest(region, others));
        }
        int limit = Math.min(DISTINCT_MAX, values.positions() / 2 + 1);
        long allowed = (long) (without * DICTIONARY_RATIO_MAX);
        // The chunk has at least the sample's values, so this much the codes alone will take
        long codes = (long) values.positions() * BitPacking.width(0, sampleDistinct - 1L) / Byte.SIZE;
        if (codes > allowed) {
            return Optional.empty();
        }
        return DictionaryEncoder.of(values, limit).filter(dictionary -> {
            long with = dictionary.sharedPart().length;
            for (Region region : regions) {
                with += region.size(dictionary);
            }
            return with < allowed;
        });
    }

    /** How many values of a sample are distinct; empty if more than half, or if there is nothing to compare. */
    private static OptionalInt sampleDistinct(ColumnValues values) {
        if (values.identity().isEmpty() || values.positions() < 2) {
            return OptionalInt.empty();
        }
        ColumnValues sample = values;
        if (values.positions() > SAMPLE_ROWS) {
            int[] positions = new int[SAMPLE_ROWS];
            int each = SAMPLE_ROWS / SAMPLE_SLICES;
            for (int slice = 0; slice < SAMPLE_SLICES; slice++) {
                int from = (int) ((long) (values.positions() - each) * slice / (SAMPLE_SLICES - 1));
                for (int i = 0; i < each; i++) {
                    positions[slice * each + i] = from + i;
                }
            }
            ValueBlock block = values.block().copyPositions(positions, 0, SAMPLE_ROWS);
            sample = ColumnValues.of(values.type(), block);
        }
        Optional<DistinctValues> distinct = DistinctValues.find(sample, sample.positions() / 2 + 1);
        return distinct.map(found -> OptionalInt.of(found.firstPositions().length)).orElse(OptionalInt.empty());
    }
}
