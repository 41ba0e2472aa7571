package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.Region.IntegerStatistics;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * Integers whose distances have a common divisor, bit-packed without it: prices in whole units, timestamps of whole
 * seconds.
 *
 * <pre>
 *   validity, i64 smallest value, i64 divisor, (value - smallest) / divisor (bit-packed)
 * </pre>
 */
final class ScaledEncoder implements BlockEncoder {
    private static final int SAMPLE_ROWS = 512;

    private final long divisor;

    private ScaledEncoder(long divisor) {
        this.divisor = divisor;
    }

    /** Empty if a sample of the values has no common divisor. */
    static Optional<ScaledEncoder> of(ColumnValues values) {
        if (values.integers().isEmpty() || values.positions() < 2) {
            return Optional.empty();
        }
        long[] integers = values.integers().get();
        int step = Math.max(1, integers.length / SAMPLE_ROWS);
        long divisor = 0;
        for (int i = step; i < integers.length && divisor != 1; i += step) {
            divisor = greatestCommon(divisor, Math.abs(integers[i] - integers[0]));
        }
        // Negative: the distance of the two overflowed, which no divisor is worth
        return divisor > 1 ? Optional.of(new ScaledEncoder(divisor)) : Optional.empty();
    }

    private static long greatestCommon(long left, long right) {
        long a = left;
        long b = right;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    @Override
    public Encoding encoding() {
        return Encoding.SCALED;
    }

    @Override
    public long size(Region region) {
        IntegerStatistics statistics = region.statistics();
        long distance = statistics.max() - statistics.min();
        if (distance < 0 || distance == 0) {
            return IMPOSSIBLE;
        }
        long[] values = region.values().integers().orElseThrow();
        for (int i = region.start(); i < region.start() + region.count(); i++) {
            if ((values[i] - statistics.min()) % divisor != 0) {
                return IMPOSSIBLE;
            }
        }
        return Validity.size(region) + 2 * Long.BYTES
                + BitPacking.size(region.count(), BitPacking.width(0, distance / divisor));
    }

    @Override
    public void write(Region region, ByteWriter out) {
        Validity.write(out, region);
        IntegerStatistics statistics = region.statistics();
        out.writeLong(statistics.min());
        out.writeLong(divisor);
        long[] values = region.values().integers().orElseThrow();
        long[] quotients = new long[region.count()];
        for (int i = 0; i < quotients.length; i++) {
            quotients[i] = (values[region.start() + i] - statistics.min()) / divisor;
        }
        long highest = (statistics.max() - statistics.min()) / divisor;
        BitPacking.write(out, quotients, 0, quotients.length, 0, highest);
    }

    static EncodedBlock read(Type type, int positions, ByteReader in) {
        Optional<long[]> validity = Validity.read(in, positions);
        long smallest = in.readLong();
        long divisor = in.readLong();
        BitPacking.Packed quotients = BitPacking.read(in, positions);
        return new EncodedBlock.PackedIntegers(Storage.of(type), validity, quotients.offsets(), smallest, divisor);
    }
}
