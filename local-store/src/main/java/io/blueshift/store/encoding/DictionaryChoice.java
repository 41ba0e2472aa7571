package io.blueshift.store.encoding;

import io.trino.spi.block.ValueBlock;

import java.util.List;
import java.util.Optional;

/** Decides whether a chunk gets a dictionary. */
final class DictionaryChoice {
    /** Larger dictionaries cost more memory per reader than they save bytes. */
    private static final int DISTINCT_MAX = 1 << 16;
    /** Values looked at before the work of looking at all begins. */
    private static final int SAMPLE_ROWS = 2048;
    private static final int SAMPLE_SLICES = 8;

    private DictionaryChoice() {}

    /** Present if the chunk is smaller with a dictionary, by enough to pay for the indirection. */
    static Optional<DictionaryEncoder> find(ColumnValues values, List<Region> regions, List<BlockEncoder> others) {
        if (values.identity().isEmpty() || values.positions() < 2 || !promising(values)) {
            return Optional.empty();
        }
        long without = 0;
        for (Region region : regions) {
            BlockEncoder best = ChunkEncoder.smallest(region, others);
            without += best.size(region);
        }
        int limit = Math.min(DISTINCT_MAX, values.positions() / 2 + 1);
        long allowed = without * 9 / 10;
        return DictionaryEncoder.of(values, limit).filter(dictionary -> {
            long with = dictionary.sharedPart().length;
            for (Region region : regions) {
                with += dictionary.size(region);
            }
            return with < allowed;
        });
    }

    /** Whether at most half of a sample is distinct: then larger samples have relatively fewer. */
    private static boolean promising(ColumnValues values) {
        if (values.positions() <= SAMPLE_ROWS) {
            return true;
        }
        int[] positions = new int[SAMPLE_ROWS];
        int each = SAMPLE_ROWS / SAMPLE_SLICES;
        for (int slice = 0; slice < SAMPLE_SLICES; slice++) {
            int from = (int) ((long) (values.positions() - each) * slice / (SAMPLE_SLICES - 1));
            for (int i = 0; i < each; i++) {
                positions[slice * each + i] = from + i;
            }
        }
        ValueBlock sample = values.block().copyPositions(positions, 0, SAMPLE_ROWS);
        return DistinctValues.find(ColumnValues.of(values.type(), sample), SAMPLE_ROWS / 2).isPresent();
    }
}
