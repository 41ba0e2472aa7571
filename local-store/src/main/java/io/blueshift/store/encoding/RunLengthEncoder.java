package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.Region.IntegerStatistics;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

/**
 * Runs of equal values, each stored once: sorted columns of few values.
 *
 * <pre>
 *   u32 runs, lengths of the runs (bit-packed), value of each run (self-contained)
 * </pre>
 */
final class RunLengthEncoder implements BlockEncoder {
    @Override
    public Encoding encoding() {
        return Encoding.RUN_LENGTH;
    }

    @Override
    public long size(Region region) {
        if (region.values().storage().isNested()) {
            return IMPOSSIBLE;
        }
        int runs = region.runs();
        if (runs < 1 || runs > region.runsMax()) {
            return IMPOSSIBLE;
        }
        long widest = BitPacking.width(1, Math.min(region.count(), 16L * region.count() / runs));
        return Integer.BYTES + (runs * widest + 7) / 8 + valuesSize(region, runs);
    }

    private static long valuesSize(Region region, int runs) {
        if (region.values().integers().isEmpty()) {
            return Encodings.averageSize(region, runs);
        }
        IntegerStatistics statistics = region.statistics();
        int packed = BitPacking.width(statistics.min(), statistics.max());
        int delta = BitPacking.width(statistics.minDelta(), statistics.maxDelta());
        return BitPacking.size(runs, Math.min(packed, delta));
    }

    @Override
    public void write(Region region, ByteWriter out) {
        int runs = region.runs();
        int[] starts = new int[runs];
        int run = 0;
        for (int i = 1; i < region.count(); i++) {
            if (!region.sameAsPrevious(i)) {
                starts[++run] = i;
            }
        }
        long[] lengths = new long[runs];
        for (int i = 0; i < runs; i++) {
            lengths[i] = (i + 1 < runs ? starts[i + 1] : region.count()) - starts[i];
            starts[i] += region.start();
        }
        out.writeInt(runs);
        BitPacking.write(out, lengths, runs);
        Encodings.writeAlone(region.values().type(), region.values().block().copyPositions(starts, 0, runs), out);
    }

    static EncodedBlock read(Type type, int positions, ByteReader in) {
        int runs = in.readCount();
        int[] ends = BitPacking.read(in, runs).ints();
        int end = 0;
        for (int run = 0; run < runs; run++) {
            if (ends[run] <= 0) {
                throw new IllegalArgumentException("a run of " + ends[run]);
            }
            end = Math.addExact(end, ends[run]);
            ends[run] = end;
        }
        if (end != positions) {
            throw new IllegalArgumentException("runs cover " + end + " of " + positions + " positions");
        }
        ValueBlock values = Encodings.flatten(Encodings.read(type, runs, in));
        return new EncodedBlock.RunLengths(positions, ends, values);
    }
}
