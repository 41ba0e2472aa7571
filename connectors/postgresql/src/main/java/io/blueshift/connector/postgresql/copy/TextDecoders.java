package io.blueshift.connector.postgresql.copy;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceUtf8;
import io.airlift.slice.Slices;
import io.blueshift.connector.jdbc.CanonicalJson;
import io.blueshift.connector.jdbc.decode.BytesDecoder;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Type;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;
import static io.blueshift.connector.jdbc.StandardReaders.unpadded;

/**
 * TEXT, VARCHAR, CHAR and JSON. The server sends UTF-8, whatever its own encoding; only a database of the encoding
 * SQL_ASCII sends bytes that nobody has looked at.
 */
final class TextDecoders {
    /** What precedes the text of a JSONB value: the version of the format. */
    private static final int JSONB_VERSION = 1;

    private TextDecoders() {}

    static ColumnDecoder text(Type type, boolean trusted) {
        return trusted ? new BytesDecoder() : new BytesDecoder() {
            @Override
            protected void put(int row, byte[] bytes, int offset, int length) {
                add(row, checked(type, Slices.wrappedBuffer(bytes, offset, length)));
            }
        };
    }

    /** The engine keeps CHAR without its padding. */
    static ColumnDecoder padded(CharType type, boolean trusted) {
        return new BytesDecoder() {
            @Override
            protected void put(int row, byte[] bytes, int offset, int length) {
                if (!trusted) {
                    checked(type, Slices.wrappedBuffer(bytes, offset, length));
                }
                int end = withoutSpaces(bytes, offset, length);
                if (end > type.getLength()) {
                    // In bytes; in characters only if the column was made longer
                    unpadded(type, Slices.wrappedBuffer(bytes, offset, end));
                }
                add(row, bytes, offset, end);
            }
        };
    }

    static ColumnDecoder json(Type type, boolean trusted, boolean binary) {
        return new BytesDecoder() {
            @Override
            protected void put(int row, byte[] bytes, int offset, int length) {
                int start = binary ? 1 : 0;
                if (binary && bytes[offset] != JSONB_VERSION) {
                    throw new MalformedCopyException("JSONB of version " + bytes[offset]);
                }
                add(row, canonical(type, trusted, Slices.wrappedBuffer(bytes, offset + start, length - start)));
            }
        };
    }

    /** JSON or JSONB: no text of JSON begins with a control character. */
    static ColumnDecoder eitherJson(Type type, boolean trusted) {
        return new BytesDecoder() {
            @Override
            protected void put(int row, byte[] bytes, int offset, int length) {
                int start = length > 0 && bytes[offset] == JSONB_VERSION ? 1 : 0;
                add(row, canonical(type, trusted, Slices.wrappedBuffer(bytes, offset + start, length - start)));
            }
        };
    }

    private static Slice canonical(Type type, boolean trusted, Slice text) {
        return CanonicalJson.of((trusted ? text : checked(type, text)).toString(StandardCharsets.UTF_8));
    }

    private static Slice checked(Type type, Slice value) {
        if (!SliceUtf8.fixInvalidUtf8(value).equals(value)) {
            throw notRepresentable(
                    "of the bytes " + HexFormat.of().formatHex(value.getBytes()) + ", which is not UTF-8,",
                    type);
        }
        return value;
    }
}
