package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.SourceErrors;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;

import java.util.Arrays;
import java.util.List;

/**
 * Cuts the stream of a binary COPY into tuples and these into values. The server sends one message per tuple:
 *
 * <pre>
 * first message:  signature (11 bytes), flags (4), length of an extension (4), extension, tuple
 * tuple:          number of fields (2), then per field: length (4), value; the length of NULL is -1
 * last message:   -1 (2) in place of the number of fields
 * </pre>
 */
final class TupleDecoder {
    /** Rows in a page at most, as many as in a block of the local store. */
    private static final int PAGE_ROWS_MAX = 16_384;
    private static final int PAGE_BYTES = 1 << 20;

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final short END = -1;

    private final List<RemoteColumn> columns;
    private final ColumnDecoder[] decoders;
    private final int fields;
    private boolean begun;
    private boolean ended;
    private int rows;
    private long bytes;

    /** @param decoders of the columns; without any, tuples of one field are counted */
    TupleDecoder(List<RemoteColumn> columns, List<ColumnDecoder> decoders) {
        this.columns = columns;
        this.decoders = decoders.toArray(ColumnDecoder[]::new);
        this.fields = Math.max(1, decoders.size());
    }

    boolean full() {
        return rows == PAGE_ROWS_MAX || bytes >= PAGE_BYTES;
    }

    /** Whether the server has said that nothing follows. */
    boolean ended() {
        return ended;
    }

    /**
     * @param start where in the bytes the message begins
     * @param length of the message
     * @param errors name the column of a value that the engine has no room for
     * @param sql for messages
     */
    void add(byte[] message, int start, int length, SourceErrors errors, String sql) {
        int offset = begun ? start : header(message, start);
        begun = true;
        short count = BigEndian.getShort(message, offset);
        if (count == END) {
            ended = true;
            return;
        }
        if (count != fields) {
            throw new MalformedCopyException("a tuple of " + count + " fields where " + fields + " were expected");
        }
        int end = tuple(message, offset + Short.BYTES, errors, sql);
        if (decoders.length > 0 && end != start + length) {
            throw new MalformedCopyException("a tuple that ends at byte " + (end - start) + " of " + length);
        }
        rows++;
        bytes += length;
    }

    /** @return where it ends */
    private int tuple(byte[] message, int start, SourceErrors errors, String sql) {
        int offset = start;
        int column = 0;
        try {
            for (; column < decoders.length; column++) {
                int length = BigEndian.getInt(message, offset);
                offset += Integer.BYTES;
                if (length < 0) {
                    decoders[column].appendNull();
                } else {
                    decoders[column].append(message, offset, length);
                    offset += length;
                }
            }
        } catch (TrinoException e) {
            throw errors.ofValue(e, columns.get(column).name(), sql);
        }
        return offset;
    }

    private static int header(byte[] message, int start) {
        if (!Arrays.equals(message, start, start + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new MalformedCopyException("it does not begin with the signature of the format");
        }
        int extension = start + SIGNATURE.length + Integer.BYTES;
        return extension + Integer.BYTES + BigEndian.getInt(message, extension);
    }

    /** The tuples since the last call. */
    Page take() {
        Block[] blocks = new Block[decoders.length];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = decoders[i].take();
        }
        Page page = new Page(rows, blocks);
        rows = 0;
        bytes = 0;
        return page;
    }
}
