package io.blueshift.store.encoding;

import io.airlift.slice.Slices;
import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Fixed12Block;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * The values as they are, for every storage there is: what everything falls back to.
 *
 * <pre>
 *   validity
 *   fixed width   positions x width bytes (Int128: high word, low word; 12 bytes: as the three ints in memory)
 *   VARIABLE      lengths (bit-packed, 0 for NULL), then the bytes of all values
 *   nested        see NestedValues
 * </pre>
 */
public final class PlainEncoding implements Encoding {
    @Override
    public int id() {
        return 1;
    }

    @Override
    public String label() {
        return "plain";
    }

    /** Plain bytes of {@code positions} average values of the profiled block. */
    static long sizeOf(BlockProfile profile, int positions) {
        int all = profile.positions();
        long width = profile.storage().width();
        if (profile.block() instanceof VariableWidthBlock bytes && all > 0) {
            long total = bytes.getRawOffsets()[bytes.getRawArrayBase() + all]
                    - bytes.getRawOffsets()[bytes.getRawArrayBase()];
            width = total / all + 1;
        }
        return Validity.size(positions, profile.anyNull()) + width * positions;
    }

    @Override
    public long estimate(BlockProfile profile) {
        return sizeOf(profile, profile.positions());
    }

    @Override
    public void encode(BlockProfile profile, ByteWriter out) {
        ValueBlock block = profile.block();
        Validity.write(out, block);
        int positions = block.getPositionCount();
        switch (block) {
            case Int128ArrayBlock wide -> {
                for (int i = 0; i < positions; i++) {
                    out.writeLong(wide.getInt128High(i));
                    out.writeLong(wide.getInt128Low(i));
                }
            }
            case Fixed12Block twelve -> {
                int[] raw = twelve.getRawValues();
                for (int i = 0; i < positions * 3; i++) {
                    out.writeInt(raw[twelve.getRawOffset() * 3 + i]);
                }
            }
            case VariableWidthBlock bytes -> encodeBytes(bytes, out);
            default -> {
                if (profile.storage().isNested()) {
                    NestedValues.encode(profile.type(), block, out);
                } else {
                    encodeIntegers(profile, out);
                }
            }
        }
    }

    private static void encodeIntegers(BlockProfile profile, ByteWriter out) {
        int width = profile.storage().width();
        for (long value : profile.integers().orElseThrow()) {
            switch (width) {
                case Byte.BYTES -> out.writeByte((int) value);
                case Short.BYTES -> out.writeShort((int) value);
                case Integer.BYTES -> out.writeInt((int) value);
                default -> out.writeLong(value);
            }
        }
    }

    private static void encodeBytes(VariableWidthBlock block, ByteWriter out) {
        int positions = block.getPositionCount();
        long[] lengths = new long[positions];
        for (int i = 0; i < positions; i++) {
            lengths[i] = block.isNull(i) ? 0 : block.getSliceLength(i);
        }
        BitPacking.write(out, lengths, positions);
        byte[] bytes = block.getRawSlice().byteArray();
        int base = block.getRawSlice().byteArrayOffset();
        for (int i = 0; i < positions; i++) {
            if (lengths[i] > 0) {
                out.writeBytes(bytes, base + block.getRawSliceOffset(i), (int) lengths[i]);
            }
        }
    }

    @Override
    public Block decode(Type type, int positions, ByteReader in) {
        Optional<long[]> validity = Validity.read(in, positions);
        return switch (Storage.of(type)) {
            case LONG -> new LongArrayBlock(positions, validity, longs(in, positions));
            case INT -> new IntArrayBlock(positions, validity, ints(in, positions));
            case SHORT -> {
                short[] values = new short[checked(in, positions, Short.BYTES)];
                in.readShorts(values, positions);
                yield new ShortArrayBlock(positions, validity, values);
            }
            case BYTE -> {
                byte[] values = new byte[checked(in, positions, Byte.BYTES)];
                in.readBytes(values, positions);
                yield new ByteArrayBlock(positions, validity, values);
            }
            case INT128 -> new Int128ArrayBlock(positions, validity, longs(in, positions * 2));
            case FIXED12 -> new Fixed12Block(positions, validity, ints(in, positions * 3));
            case VARIABLE -> decodeBytes(positions, validity, in);
            case ARRAY, MAP, ROW, VARIANT -> NestedValues.decode(type, positions, validity, in);
        };
    }

    private static long[] longs(ByteReader in, int count) {
        long[] values = new long[checked(in, count, Long.BYTES)];
        in.readLongs(values, count);
        return values;
    }

    private static int[] ints(ByteReader in, int count) {
        int[] values = new int[checked(in, count, Integer.BYTES)];
        in.readInts(values, count);
        return values;
    }

    /** Before the allocation: a wrong count must not become an OutOfMemoryError. */
    private static int checked(ByteReader in, int count, int width) {
        if ((long) count * width > in.remaining()) {
            throw new IndexOutOfBoundsException(count + " values of " + width + " bytes in " + in.remaining());
        }
        return count;
    }

    private static Block decodeBytes(int positions, Optional<long[]> validity, ByteReader in) {
        int[] offsets = offsets(BitPacking.readInts(in, positions));
        int start = in.skip(offsets[positions]);
        return new VariableWidthBlock(
                positions,
                Slices.wrappedBuffer(in.array(), start, offsets[positions]),
                offsets,
                validity);
    }

    /** Running sums, starting with 0. */
    static int[] offsets(int[] lengths) {
        int[] offsets = new int[lengths.length + 1];
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 0) {
                throw new IndexOutOfBoundsException("negative length " + lengths[i]);
            }
            offsets[i + 1] = Math.addExact(offsets[i], lengths[i]);
        }
        return offsets;
    }
}
