package io.blueshift.store.encoding;

import io.airlift.compress.v3.zstd.ZstdCompressor;
import io.airlift.compress.v3.zstd.ZstdDecompressor;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.type.Type;

/**
 * Another encoding's bytes, compressed by Zstandard.
 *
 * <pre>
 *   u32 bytes before, u32 bytes after, the compressed bytes of a block: its encoding id and its payload
 * </pre>
 *
 * Reading a single value costs the whole block, so this has to save a quarter of what else is best.
 */
final class ZstdEncoder implements BlockEncoder {
    /** Fewer bytes than this are not worth a call. */
    private static final int BYTES_MIN = 128;
    /** How much of a block is compressed to find out whether it pays. */
    private static final int SAMPLE_BYTES = 128 * 1024;

    private final BlockEncoder inner;
    private final double ratio;
    private final ZstdCompressor compressor = ZstdCompressor.create();
    private final ByteWriter scratch = new ByteWriter(1024);

    /** @param ratio what is left of the bytes, expected */
    ZstdEncoder(BlockEncoder inner, double ratio) {
        this.inner = inner;
        this.ratio = ratio;
    }

    /** What part of its bytes is left of a block's end, where the values are. */
    double sampleRatio(Region region) {
        scratch.clear();
        inner.write(region, scratch);
        int bytes = Math.min(scratch.size(), SAMPLE_BYTES);
        if (bytes < BYTES_MIN) {
            return 1;
        }
        return (double) compress(scratch.size() - bytes, bytes).size() / bytes;
    }

    private ByteWriter compress(int start, int bytes) {
        ByteWriter compressed = new ByteWriter(compressor.maxCompressedLength(bytes));
        compressed.appendWith(
                compressor.maxCompressedLength(bytes),
                (target, offset, room) -> compressor.compress(scratch.array(), start, bytes, target, offset, room));
        return compressed;
    }

    @Override
    public Encoding encoding() {
        return Encoding.ZSTD;
    }

    /** Unknown before the work is done; compressing was decided on for the chunk. */
    @Override
    public long size(Region region) {
        long plain = inner.size(region);
        return plain < BYTES_MIN ? IMPOSSIBLE : (long) (plain * ratio);
    }

    @Override
    public void write(Region region, ByteWriter out) {
        scratch.clear();
        scratch.writeByte(inner.encoding().id());
        inner.write(region, scratch);
        ByteWriter compressed = compress(0, scratch.size());
        out.writeInt(scratch.size());
        out.writeInt(compressed.size());
        out.writeBytes(compressed);
    }

    static EncodedBlock read(Type type, int positions, ByteReader in, SharedPart shared) {
        int plain = in.readCount();
        int compressed = in.readCount();
        int start = in.skip(compressed);
        byte[] bytes = new byte[Math.addExact(plain, ByteReader.SLACK)];
        int actual = ZstdDecompressor.create().decompress(in.array(), start, compressed, bytes, 0, plain);
        if (actual != plain) {
            throw new IllegalArgumentException("%d bytes decompressed, %d expected".formatted(actual, plain));
        }
        return Encodings.read(type, positions, new ByteReader(bytes, 0, plain), shared);
    }
}
