package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;

/**
 * Every distinct value once, in the order of first appearance, and a number per position. NULL is an entry like others.
 *
 * <pre>
 *   u32 entries, ids (bit-packed), block of one position per entry
 * </pre>
 */
public final class DictionaryEncoding implements Encoding {
    @Override
    public int id() {
        return 4;
    }

    @Override
    public String label() {
        return "dictionary";
    }

    @Override
    public long estimate(BlockProfile profile) {
        return profile.distinct().map(distinct -> {
            int entries = distinct.firstPositions().length;
            int width = BitPacking.width(0, entries - 1L);
            return Integer.BYTES + BitPacking.size(profile.positions(), width)
                    + PlainEncoding.sizeOf(profile, entries);
        }).orElse(IMPOSSIBLE);
    }

    @Override
    public void encode(BlockProfile profile, ByteWriter out) {
        BlockProfile.Distinct distinct = profile.distinct().orElseThrow();
        int entries = distinct.firstPositions().length;
        out.writeInt(entries);
        BitPacking.write(out, Arrays.stream(distinct.ids()).asLongStream().toArray(), profile.positions());
        Encodings.writeFlat(
                profile.type(),
                profile.block().copyPositions(distinct.firstPositions(), 0, entries),
                out);
    }

    @Override
    public Block decode(Type type, int positions, ByteReader in) {
        int entries = in.readCount();
        int[] ids = BitPacking.readInts(in, positions);
        return DictionaryBlock.create(positions, Encodings.read(type, entries, in), ids);
    }
}
