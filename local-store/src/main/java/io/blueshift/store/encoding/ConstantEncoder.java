package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.type.Type;

/**
 * One value, or NULL, at every position: columns of flags, of defaults, of nothing yet.
 *
 * <pre>
 *   value of one position (self-contained)
 * </pre>
 */
final class ConstantEncoder implements BlockEncoder {
    @Override
    public Encoding encoding() {
        return Encoding.CONSTANT;
    }

    @Override
    public long size(Region region) {
        return region.isConstant() ? 0 : IMPOSSIBLE;
    }

    @Override
    public void write(Region region, ByteWriter out) {
        Encodings.writePlain(region.values().type(), region.values().block().getSingleValueBlock(region.start()), out);
    }

    static EncodedBlock read(Type type, int positions, ByteReader in) {
        return new EncodedBlock.ConstantValues(positions, Encodings.flatten(Encodings.read(type, 1, in)));
    }
}
