package io.blueshift.store.statistics;

import io.airlift.slice.Slices;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * Counts the distinct values of one column while rows are written. NULLs are not values. Not thread-safe.
 *
 * <p>A load sees some hundred million values of which almost none changes the sketch, so two filters stand before it.
 * As long as the sketch lists what it saw, a small table of values seen lately; later, the registers that the sketch is
 * known to have reached, computed with the sketch's own hash. Neither changes the result.
 *
 * <pre>
 *   coupon of a value  register = low 11 bits of the hash's first word
 *                      rank     = 1 + leading zeros of its second word, at most 63
 *   the sketch changes only if rank &gt; the highest rank seen for the register
 * </pre>
 */
public final class DistinctCounter {
    static final int LOG_REGISTERS = 11;

    /** The sketch's dense form has half a byte per register; its sparse ones are smaller. */
    private static final int DENSE_BYTES = 1 << LOG_REGISTERS - 1;
    private static final int FEW = 64;
    private static final int RECENT = 1024;
    private static final int RECENT_SHIFT = Long.SIZE - 10;
    private static final int RANK_MAX = 63;
    /** DataSketches' default seed, which {@link HllSketch#update(long)} uses. */
    private static final long SEED = 9001;

    private final HllSketch sketch = new HllSketch(LOG_REGISTERS, TgtHllType.HLL_4);
    private long[] recent = new long[0];
    private byte[] ranks = new byte[0];

    private static long[] emptyRecent() {
        long[] empty = new long[RECENT];
        // Zero belongs to slot 0 and would seem to have been seen; one does not belong there
        empty[0] = 1;
        return empty;
    }

    /** Counts the values of some positions, those of a dictionary once. */
    public void add(Block block, int position, int count) {
        switch (block) {
            case RunLengthEncodedBlock run -> addValues(run.getValue(), 0, Math.min(1, count));
            case DictionaryBlock dictionary -> addDictionary(dictionary, position, count);
            case ValueBlock values -> addValues(values, position, count);
        }
    }

    private void addDictionary(DictionaryBlock block, int position, int count) {
        ValueBlock dictionary = block.getDictionary();
        boolean[] used = new boolean[dictionary.getPositionCount()];
        for (int i = position; i < position + count; i++) {
            used[block.getId(i)] = true;
        }
        int[] ids = new int[used.length];
        int distinct = 0;
        for (int i = 0; i < used.length; i++) {
            ids[distinct] = i;
            distinct += used[i] ? 1 : 0;
        }
        addValues(dictionary.copyPositions(ids, 0, distinct), 0, distinct);
    }

    private void addValues(ValueBlock block, int position, int count) {
        long[] bits = ValueBits.of(block, position, count);
        if (ranks.length > 0) {
            addDense(bits);
        } else if (recent.length > 0 || bits.length >= FEW) {
            addRecent(bits);
        } else {
            addAll(bits);
        }
    }

    /** A filter would cost more than it saves. */
    private void addAll(long[] values) {
        for (long value : values) {
            sketch.update(value);
        }
        leaveRecentIfDense();
    }

    private void addRecent(long[] values) {
        if (recent.length == 0) {
            recent = emptyRecent();
        }
        for (long value : values) {
            int slot = (int) (value * 0x9E3779B97F4A7C15L >>> RECENT_SHIFT);
            if (recent[slot] != value) {
                recent[slot] = value;
                sketch.update(value);
            }
        }
        leaveRecentIfDense();
    }

    private void leaveRecentIfDense() {
        if (sketch.getCompactSerializationBytes() > DENSE_BYTES) {
            recent = new long[0];
            ranks = new byte[1 << LOG_REGISTERS];
        }
    }

    private void addDense(long[] values) {
        for (long value : values) {
            // MurmurHash3 (x64, 128 bits) of one long
            long h1 = SEED ^ Long.rotateLeft(value * 0x87C37B91114253D5L, 31) * 0x4CF5AD432745937FL ^ Long.BYTES;
            long h2 = SEED ^ Long.BYTES;
            h1 += h2;
            h2 += h1;
            h1 = finish(h1);
            h2 = finish(h2);
            h1 += h2;
            h2 += h1;
            int register = (int) h1 & (1 << LOG_REGISTERS) - 1;
            int rank = Math.min(Long.numberOfLeadingZeros(h2) + 1, RANK_MAX);
            if (rank > ranks[register]) {
                ranks[register] = (byte) rank;
                sketch.update(value);
            }
        }
    }

    private static long finish(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    /** Bytes of memory held. */
    public long memoryBytes() {
        return DENSE_BYTES + (long) recent.length * Long.BYTES + ranks.length;
    }

    public DistinctSketch sketch() {
        return new DistinctSketch(Slices.wrappedBuffer(sketch.toCompactByteArray()));
    }
}
