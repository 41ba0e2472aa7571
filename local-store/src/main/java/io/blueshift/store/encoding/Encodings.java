package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.List;

/**
 * The encodings of the store: by id when reading, by the look of the data when writing.
 *
 * <pre>
 *   block = u8 encoding id, payload
 * </pre>
 */
public final class Encodings {
    public static final Encoding PLAIN = new PlainEncoding();
    public static final Encoding CONSTANT = new ConstantEncoding();
    public static final Encoding RUN_LENGTH = new RunLengthEncoding();
    public static final Encoding DICTIONARY = new DictionaryEncoding();
    public static final Encoding BIT_PACKED = new BitPackedEncoding();

    /** In the order of what they cost to read: of two that are equally small the earlier is taken. */
    private static final List<Encoding> ALL = List.of(CONSTANT, BIT_PACKED, RUN_LENGTH, DICTIONARY, PLAIN);
    /** For the values inside another encoding, which are distinct already. */
    private static final List<Encoding> FLAT = List.of(BIT_PACKED, PLAIN);

    private Encodings() {}

    /** All of them. */
    public static List<Encoding> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException for an id that this version does not know */
    public static Encoding byId(int id) {
        for (Encoding encoding : ALL) {
            if (encoding.id() == id) {
                return encoding;
            }
        }
        throw new IllegalArgumentException("unknown encoding " + id);
    }

    /** Writes a block in the smallest form and returns the encoding that was chosen. */
    public static Encoding write(Type type, Block block, ByteWriter out) {
        return write(BlockProfile.of(type, flatten(block)), ALL, out);
    }

    static void writeFlat(Type type, ValueBlock block, ByteWriter out) {
        write(BlockProfile.of(type, block), FLAT, out);
    }

    private static Encoding write(BlockProfile profile, List<Encoding> candidates, ByteWriter out) {
        Encoding best = PLAIN;
        long smallest = Encoding.IMPOSSIBLE;
        for (Encoding candidate : candidates) {
            long size = candidate.estimate(profile);
            if (size < smallest) {
                smallest = size;
                best = candidate;
            }
        }
        out.writeByte(best.id());
        best.encode(profile, out);
        return best;
    }

    /** Reads what {@link #write} wrote. */
    public static Block read(Type type, int positions, ByteReader in) {
        return byId(in.readByte()).decode(type, positions, in);
    }

    /** The same values without dictionary or run-length around them. */
    public static ValueBlock flatten(Block block) {
        if (block instanceof ValueBlock values) {
            return values;
        }
        int positions = block.getPositionCount();
        int[] ids = new int[positions];
        for (int i = 0; i < positions; i++) {
            ids[i] = block.getUnderlyingValuePosition(i);
        }
        return block.getUnderlyingValueBlock().copyPositions(ids, 0, positions);
    }
}
