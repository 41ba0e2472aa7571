package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

/**
 * One way to turn the values of a block into bytes and back. Implementations are stateless and thread-safe; what they
 * read back equals what they were given, bit for bit, NULLs included.
 */
public sealed interface Encoding
        permits PlainEncoding, ConstantEncoding, RunLengthEncoding, DictionaryEncoding, BitPackedEncoding {

    /** A size that says: these values cannot be written this way. */
    long IMPOSSIBLE = Long.MAX_VALUE;

    /** The byte that stands for this encoding in files. Never reused for another. */
    int id();

    /** The word for people. */
    String label();

    /** Bytes that {@link #encode} would take, estimated, or {@link #IMPOSSIBLE}. */
    long estimate(BlockProfile profile);

    /** Appends the values of the profiled block. */
    void encode(BlockProfile profile, ByteWriter out);

    /**
     * Reads a block of {@code positions} values. The result may be a dictionary or run-length block, and may share the
     * reader's array.
     *
     * @throws RuntimeException of any kind if the bytes are not what {@link #encode} wrote
     */
    Block decode(Type type, int positions, ByteReader in);
}
