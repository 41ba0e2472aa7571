package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Block;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;

/**
 * One value, or NULL, at every position: columns of flags, of defaults, of nothing yet.
 *
 * <pre>
 *   block of one position
 * </pre>
 */
public final class ConstantEncoding implements Encoding {
    @Override
    public int id() {
        return 2;
    }

    @Override
    public String label() {
        return "constant";
    }

    @Override
    public long estimate(BlockProfile profile) {
        return profile.runs() == 1 ? 0 : IMPOSSIBLE;
    }

    @Override
    public void encode(BlockProfile profile, ByteWriter out) {
        Encodings.writeFlat(profile.type(), profile.block().getSingleValueBlock(0), out);
    }

    @Override
    public Block decode(Type type, int positions, ByteReader in) {
        return RunLengthEncodedBlock.create(Encodings.read(type, 1, in), positions);
    }
}
