package io.blueshift.store.encoding;

import io.airlift.slice.Slices;
import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
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
final class PlainEncoder implements BlockEncoder {
    @Override
    public Encoding encoding() {
        return Encoding.PLAIN;
    }

    @Override
    public long size(Region region) {
        return Validity.size(region) + Encodings.averageSize(region, region.count());
    }

    @Override
    public void write(Region region, ByteWriter out) {
        Validity.write(out, region);
        int positions = region.count();
        switch (region.block()) {
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
            case ValueBlock other -> {
                if (region.values().storage().isNested()) {
                    NestedValues.encode(region.values().type(), other, out);
                } else {
                    encodeIntegers(region, out);
                }
            }
        }
    }

    private static void encodeIntegers(Region region, ByteWriter out) {
        int width = region.values().storage().width();
        long[] values = region.values().integers().orElseThrow();
        for (int i = region.start(); i < region.start() + region.count(); i++) {
            long value = values[i];
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

    static EncodedBlock read(Type type, int positions, ByteReader in) {
        return new EncodedBlock.Values(decode(type, positions, in));
    }

    private static ValueBlock decode(Type type, int positions, ByteReader in) {
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

    private static ValueBlock decodeBytes(int positions, Optional<long[]> validity, ByteReader in) {
        int[] offsets = offsets(BitPacking.read(in, positions).ints());
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
