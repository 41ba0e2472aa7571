package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.Region.IntegerStatistics;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * Differences of neighbours: integers that are sorted or nearly so.
 *
 * <pre>
 *   validity, i64 first value, differences (bit-packed, one fewer than positions); at least one position
 * </pre>
 *
 * A value can be had only with all before it, so this has to save a quarter to be preferred to bit-packing.
 */
final class DeltaEncoder implements BlockEncoder {
    @Override
    public Encoding encoding() {
        return Encoding.DELTA;
    }

    @Override
    public long size(Region region) {
        if (region.values().integers().isEmpty() || region.count() == 0) {
            return IMPOSSIBLE;
        }
        IntegerStatistics statistics = region.statistics();
        return Validity.size(region) + Long.BYTES + BitPacking.size(
                region.count() - 1,
                BitPacking.width(statistics.minDelta(), statistics.maxDelta()));
    }

    @Override
    public long weighted(long size) {
        return size + size / 3;
    }

    @Override
    public void write(Region region, ByteWriter out) {
        Validity.write(out, region);
        long[] values = region.values().integers().orElseThrow();
        long[] deltas = new long[region.count() - 1];
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = values[region.start() + i + 1] - values[region.start() + i];
        }
        out.writeLong(values[region.start()]);
        IntegerStatistics statistics = region.statistics();
        BitPacking.write(out, deltas, 0, deltas.length, statistics.minDelta(), statistics.maxDelta());
    }

    static EncodedBlock read(Type type, int positions, ByteReader in) {
        Optional<long[]> validity = Validity.read(in, positions);
        long value = in.readLong();
        BitPacking.Packed deltas = BitPacking.read(in, positions - 1);
        long[] values = new long[positions];
        deltas.offsets().unpack(0, positions - 1, 1, deltas.reference(), values);
        for (int i = 0; i < positions; i++) {
            long next = value + values[i];
            values[i] = value;
            value = next;
        }
        return new EncodedBlock.Values(IntegerBlocks.ofLongs(Storage.of(type), validity, values));
    }
}
