package io.blueshift.connector.mysql.rows;

import com.mysql.cj.result.Field;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.connector.jdbc.CanonicalJson;
import io.blueshift.connector.jdbc.decode.BytesDecoder;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.trino.spi.type.CharType;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static io.blueshift.connector.jdbc.StandardReaders.unpadded;

/** Text in the character set in which the server sends a column. The engine's is UTF-8. */
final class TextDecoder extends BytesDecoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** In these a byte below 128 is an ASCII character, and so are two in a row. */
    private static final Set<Charset> WITH_ASCII = Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1,
            StandardCharsets.US_ASCII, Charset.forName("windows-1252"));
    /** The server's mark of what is bytes, not text. */
    private static final int BINARY_COLLATION = 63;

    private final Charset charset;
    private final boolean withAscii;
    /** ASCII of up to that many characters only loses the spaces at its end, if that. */
    private final int plainMax;
    private final boolean padded;
    private final UnaryOperator<Slice> form;

    private TextDecoder(Charset charset, int plainMax, boolean padded, UnaryOperator<Slice> form) {
        this.charset = charset;
        this.withAscii = WITH_ASCII.contains(charset);
        this.plainMax = plainMax;
        this.padded = padded;
        this.form = form;
    }

    /** Empty for what is not sent as text. */
    static Optional<ColumnDecoder> of(Field field) {
        return charset(field)
                .map(charset -> new TextDecoder(charset, Integer.MAX_VALUE, false, UnaryOperator.identity()));
    }

    /** The engine keeps CHAR without its padding. */
    static Optional<ColumnDecoder> padded(Field field, CharType type) {
        return charset(field)
                .map(charset -> new TextDecoder(charset, type.getLength(), true,
                        value -> unpadded(type, value)));
    }

    /** Always sent in UTF-8. */
    static ColumnDecoder json() {
        return new TextDecoder(StandardCharsets.UTF_8, -1, false,
                value -> CanonicalJson.of(value.toString(StandardCharsets.UTF_8)));
    }

    /** Documents that are kept as text. */
    static Optional<ColumnDecoder> json(Field field) {
        return charset(field).filter(StandardCharsets.UTF_8::equals).map(_ -> json());
    }

    private static Optional<Charset> charset(Field field) {
        if (field.getCollationIndex() == BINARY_COLLATION) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(field.getEncoding()));
        } catch (UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }

    @Override
    protected void put(int row, byte[] bytes, int offset, int length) {
        boolean ascii = withAscii && ascii(bytes, offset, length);
        if (ascii && length <= plainMax) {
            add(row, bytes, offset, padded ? withoutSpaces(bytes, offset, length) : length);
            return;
        }
        Slice value = ascii
                ? Slices.wrappedBuffer(bytes, offset, length)
                : Slices.utf8Slice(new String(bytes, offset, length, charset));
        add(row, form.apply(value));
    }

    private static boolean ascii(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        long high = 0;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            high |= (long) LONG.get(bytes, i);
        }
        for (; i < end; i++) {
            high |= bytes[i];
        }
        return (high & HIGH_BITS) == 0;
    }
}
