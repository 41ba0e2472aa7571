package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.ValueBlock;

import java.util.Optional;

/**
 * Numbers of the entries of the chunk's dictionary, which holds every distinct value once, ascending, and NULL last.
 *
 * <pre>
 *   codes (bit-packed)
 * </pre>
 */
final class DictionaryEncoder implements BlockEncoder {
    private final long[] codes;
    private final byte[] sharedPart;

    private DictionaryEncoder(long[] codes, byte[] sharedPart) {
        this.codes = codes;
        this.sharedPart = sharedPart;
    }

    /** Empty if the values have more distinct ones than allowed, or are nested. */
    static Optional<DictionaryEncoder> of(ColumnValues values, int distinctMax) {
        return DistinctValues.find(values, distinctMax).map(distinct -> {
            ValueBlock entries = values.block()
                    .copyPositions(distinct.firstPositions(), 0, distinct.firstPositions().length);
            byte[] shared = SharedPart
                    .dictionary(values.type(), entries, DistinctValues.ordersLikeSql(values.type()));
            return new DictionaryEncoder(distinct.codes(), shared);
        });
    }

    @Override
    public byte[] sharedPart() {
        return sharedPart;
    }

    @Override
    public Encoding encoding() {
        return Encoding.DICTIONARY;
    }

    @Override
    public long size(Region region) {
        long min = region.count() == 0 ? 0 : codes[region.start()];
        long max = min;
        for (int i = region.start(); i < region.start() + region.count(); i++) {
            min = Math.min(min, codes[i]);
            max = Math.max(max, codes[i]);
        }
        return BitPacking.size(region.count(), BitPacking.width(min, max));
    }

    @Override
    public void write(Region region, ByteWriter out) {
        long min = region.count() == 0 ? 0 : codes[region.start()];
        long max = min;
        for (int i = region.start(); i < region.start() + region.count(); i++) {
            min = Math.min(min, codes[i]);
            max = Math.max(max, codes[i]);
        }
        BitPacking.write(out, codes, region.start(), region.count(), min, max);
    }

    static EncodedBlock read(int positions, ByteReader in, SharedPart shared) {
        if (!(shared instanceof SharedPart.Dictionary dictionary)) {
            throw new IllegalArgumentException("codes without a dictionary");
        }
        BitPacking.Packed packed = BitPacking.read(in, positions);
        return new EncodedBlock.DictionaryCodes(packed.offsets(), Math.toIntExact(packed.reference()), dictionary);
    }
}
