package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteWriter;

/** Writes blocks of one chunk in one encoding. Used by one thread at a time. */
interface BlockEncoder {
    /** A size that says: these values cannot be written this way. */
    long IMPOSSIBLE = Long.MAX_VALUE;

    Encoding encoding();

    /** What has to be read before any of the chunk's blocks; no bytes if there is nothing. */
    default byte[] sharedPart() {
        return new byte[0];
    }

    /** Bytes that {@link #write} would take, as a good estimate, or {@link #IMPOSSIBLE}. */
    long size(Region region);

    /** The size made larger by what reading costs: what the encodings are compared by. */
    default long weighted(long size) {
        return size;
    }

    /** Appends the region's values; only if {@link #size} says that it is possible. */
    void write(Region region, ByteWriter out);
}
