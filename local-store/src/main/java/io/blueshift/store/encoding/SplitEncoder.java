package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Fixed12Block;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;

/**
 * Values of more than 64 bits as two columns of integers, each in the encoding that suits it: long decimals, timestamps
 * of more than microseconds. NULL positions repeat the value before.
 *
 * <pre>
 *   validity, first column, second column (self-contained blocks of BIGINT)
 *   128 bits: high word, low word; 96 bits: the first 64, the rest
 * </pre>
 */
final class SplitEncoder implements BlockEncoder {
    @Override
    public Encoding encoding() {
        return Encoding.SPLIT;
    }

    @Override
    public long size(Region region) {
        if (region.values().storage() != Storage.INT128 && region.values().storage() != Storage.FIXED12) {
            return IMPOSSIBLE;
        }
        long size = Validity.size(region);
        for (boolean first : new boolean[]{true, false}) {
            LongArrayBlock column = column(region, first);
            Region part = new Region(ColumnValues.of(BIGINT, column), 0, region.count());
            size += 1 + ChunkEncoder.smallest(part, ChunkEncoder.ALONE).size(part);
        }
        return size;
    }

    @Override
    public void write(Region region, ByteWriter out) {
        Validity.write(out, region);
        Encodings.writeAlone(BIGINT, column(region, true), out);
        Encodings.writeAlone(BIGINT, column(region, false), out);
    }

    private static LongArrayBlock column(Region region, boolean first) {
        long[] values = new long[region.count()];
        long last = 0;
        ValueBlock block = region.block();
        for (int i = 0; i < values.length; i++) {
            if (!region.isNull(i)) {
                last = part(block, i, first);
            }
            values[i] = last;
        }
        return new LongArrayBlock(values.length, Optional.empty(), values);
    }

    private static long part(ValueBlock block, int position, boolean first) {
        return switch (block) {
            case Int128ArrayBlock wide -> first ? wide.getInt128High(position) : wide.getInt128Low(position);
            case Fixed12Block twelve -> first ? twelve.getFixed12First(position) : twelve.getFixed12Second(position);
            default -> throw new IllegalArgumentException("no parts in " + block.getClass().getSimpleName());
        };
    }

    static EncodedBlock read(Type type, int positions, ByteReader in) {
        Optional<long[]> validity = Validity.read(in, positions);
        long[] first = ValueIdentity.integers(Encodings.flatten(Encodings.read(BIGINT, positions, in)));
        long[] second = ValueIdentity.integers(Encodings.flatten(Encodings.read(BIGINT, positions, in)));
        ValueBlock values = switch (Storage.of(type)) {
            case INT128 -> {
                long[] words = new long[positions * 2];
                for (int i = 0; i < positions; i++) {
                    words[2 * i] = first[i];
                    words[2 * i + 1] = second[i];
                }
                yield new Int128ArrayBlock(positions, validity, words);
            }
            case FIXED12 -> {
                int[] parts = new int[positions * 3];
                for (int i = 0; i < positions; i++) {
                    parts[3 * i] = (int) first[i];
                    parts[3 * i + 1] = (int) (first[i] >> Integer.SIZE);
                    parts[3 * i + 2] = (int) second[i];
                }
                yield new Fixed12Block(positions, validity, parts);
            }
            default -> throw new IllegalArgumentException("halves of type " + type);
        };
        return new EncodedBlock.Values(values);
    }
}
