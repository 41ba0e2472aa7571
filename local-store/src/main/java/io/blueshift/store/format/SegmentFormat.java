package io.blueshift.store.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The constants of the format; see the package's own documentation for the layout. */
public final class SegmentFormat {
    public static final int VERSION = 2;

    /** Rows of a full block: two of Trino's batches; 128 KB of longs, which is inside a core's cache. */
    public static final int BLOCK_ROWS = 16 * 1024;

    /** Rows of a full segment: 32 blocks, so that one writer holds a few ten MB of encoded data. */
    public static final int SEGMENT_ROWS = 32 * BLOCK_ROWS;

    static final byte[] HEADER_MAGIC = "BLUESEG\n".getBytes(StandardCharsets.US_ASCII);
    static final int HEADER_BYTES = HEADER_MAGIC.length + 2 * Long.BYTES;
    /** 'B' 'S' 'E' 'G' read as a little-endian int. */
    static final int TRAILER_MAGIC = 'B' | 'S' << 8 | 'E' << 16 | 'G' << 24;
    static final int TRAILER_BYTES = 4 * Integer.BYTES;

    private SegmentFormat() {}

    static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static boolean isHeaderMagic(byte[] header) {
        return Arrays.equals(header, 0, HEADER_MAGIC.length, HEADER_MAGIC, 0, HEADER_MAGIC.length);
    }
}
