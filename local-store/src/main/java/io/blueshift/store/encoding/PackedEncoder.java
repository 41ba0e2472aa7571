package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.Region.IntegerStatistics;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * Frame of reference: integers as bit-packed distances from the block's smallest. Also 128-bit integers as long as all
 * of them fit 64 bits.
 *
 * <pre>
 *   validity, values (bit-packed)
 * </pre>
 */
final class PackedEncoder implements BlockEncoder {
    @Override
    public Encoding encoding() {
        return Encoding.BIT_PACKED;
    }

    @Override
    public long size(Region region) {
        if (region.values().integers().isEmpty()) {
            return IMPOSSIBLE;
        }
        IntegerStatistics statistics = region.statistics();
        return Validity.size(region)
                + BitPacking.size(region.count(), BitPacking.width(statistics.min(), statistics.max()));
    }

    @Override
    public void write(Region region, ByteWriter out) {
        Validity.write(out, region);
        IntegerStatistics statistics = region.statistics();
        BitPacking.write(
                out,
                region.values().integers().orElseThrow(),
                region.start(),
                region.count(),
                statistics.min(),
                statistics.max());
    }

    static EncodedBlock read(Type type, int positions, ByteReader in) {
        Storage storage = Storage.of(type);
        if (!storage.isInteger() && storage != Storage.INT128) {
            throw new IllegalArgumentException("bit-packed values of type " + type);
        }
        Optional<long[]> validity = Validity.read(in, positions);
        BitPacking.Packed packed = BitPacking.read(in, positions);
        return new EncodedBlock.PackedIntegers(storage, validity, packed.offsets(), packed.reference(), 1);
    }
}
