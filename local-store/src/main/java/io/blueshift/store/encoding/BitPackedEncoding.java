package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * Frame of reference: integers as bit-packed distances from the block's smallest. Also 128-bit integers as long as all
 * of them fit 64 bits. NULL positions are packed as the smallest value.
 *
 * <pre>
 *   validity, values (bit-packed)
 * </pre>
 */
public final class BitPackedEncoding implements Encoding {
    @Override
    public int id() {
        return 5;
    }

    @Override
    public String label() {
        return "bit-packed";
    }

    @Override
    public long estimate(BlockProfile profile) {
        return profile.integers().map(values -> {
            long min = Long.MAX_VALUE;
            long max = Long.MIN_VALUE;
            for (long value : values) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            int width = values.length == 0 ? 0 : BitPacking.width(min, max);
            return Validity.size(values.length, profile.anyNull()) + BitPacking.size(values.length, width);
        }).orElse(IMPOSSIBLE);
    }

    @Override
    public void encode(BlockProfile profile, ByteWriter out) {
        Validity.write(out, profile.block());
        BitPacking.write(out, profile.integers().orElseThrow(), profile.positions());
    }

    @Override
    public Block decode(Type type, int positions, ByteReader in) {
        Optional<long[]> validity = Validity.read(in, positions);
        return switch (Storage.of(type)) {
            case LONG -> new LongArrayBlock(positions, validity, BitPacking.readLongs(in, positions));
            case INT -> new IntArrayBlock(positions, validity, BitPacking.readInts(in, positions));
            case SHORT -> new ShortArrayBlock(positions, validity, shorts(BitPacking.readInts(in, positions)));
            case BYTE -> new ByteArrayBlock(positions, validity, bytes(BitPacking.readInts(in, positions)));
            case INT128 -> new Int128ArrayBlock(positions, validity, widen(BitPacking.readLongs(in, positions)));
            case FIXED12, VARIABLE, ARRAY, MAP, ROW, VARIANT -> throw new IllegalArgumentException(
                    "bit-packed values of type " + type);
        };
    }

    private static short[] shorts(int[] values) {
        short[] result = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (short) values[i];
        }
        return result;
    }

    private static byte[] bytes(int[] values) {
        byte[] result = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (byte) values[i];
        }
        return result;
    }

    private static long[] widen(long[] values) {
        // Int128ArrayBlock keeps the high word first
        long[] result = new long[values.length * 2];
        for (int i = 0; i < values.length; i++) {
            result[2 * i] = values[i] >> 63;
            result[2 * i + 1] = values[i];
        }
        return result;
    }
}
