package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;

/**
 * Runs of equal values, each stored once: sorted columns of few values.
 *
 * <pre>
 *   u32 runs, lengths of the runs (bit-packed), block of one position per run
 * </pre>
 *
 * Reads back as a dictionary block over the runs, so that an operator looks at a run's value once.
 */
public final class RunLengthEncoding implements Encoding {
    @Override
    public int id() {
        return 3;
    }

    @Override
    public String label() {
        return "run-length";
    }

    @Override
    public long estimate(BlockProfile profile) {
        int runs = profile.runs();
        // Short runs save little and cost an indirection per value
        if (profile.storage().isNested() || runs < 1 || runs > profile.positions() / 4) {
            return IMPOSSIBLE;
        }
        long widest = BitPacking.width(1, profile.positions());
        return Integer.BYTES + (runs * widest + 7) / 8 + PlainEncoding.sizeOf(profile, runs);
    }

    @Override
    public void encode(BlockProfile profile, ByteWriter out) {
        ValueIdentity identity = ValueIdentity.of(profile.block());
        int runs = profile.runs();
        int[] starts = new int[runs];
        int run = 0;
        for (int i = 1; i < profile.positions(); i++) {
            if (!profile.sameAsPrevious(identity, i)) {
                starts[++run] = i;
            }
        }
        long[] lengths = new long[runs];
        for (int i = 0; i < runs; i++) {
            lengths[i] = (i + 1 < runs ? starts[i + 1] : profile.positions()) - starts[i];
        }
        out.writeInt(runs);
        BitPacking.write(out, lengths, runs);
        Encodings.writeFlat(profile.type(), profile.block().copyPositions(starts, 0, runs), out);
    }

    @Override
    public Block decode(Type type, int positions, ByteReader in) {
        int runs = in.readCount();
        int[] lengths = BitPacking.readInts(in, runs);
        int[] ids = new int[positions];
        int position = 0;
        for (int run = 0; run < runs; run++) {
            Arrays.fill(ids, position, position + lengths[run], run);
            position += lengths[run];
        }
        if (position != positions) {
            throw new IllegalArgumentException("runs cover " + position + " of " + positions + " positions");
        }
        return DictionaryBlock.create(positions, Encodings.read(type, runs, in), ids);
    }
}
