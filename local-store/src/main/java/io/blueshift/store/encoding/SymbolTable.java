package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;

/**
 * Up to 255 strings of 1 to 8 bytes, each of which a code byte stands for: FSST (Boncz, Neumann, Leis: "FSST: Fast Random
 * Access String Compression", PVLDB 13(11), 2020). Code 255 says that the next byte stands for itself.
 *
 * <pre>
 *   u8 number of symbols; of each: u8 length, its bytes
 * </pre>
 *
 * Immutable and thread-safe.
 */
public final class SymbolTable {
    static final int SYMBOLS_MAX = 255;
    static final int SYMBOL_BYTES_MAX = 8;
    static final int ESCAPE = 255;

    /** The bytes of each symbol, the first one least significant, zeros behind the last. */
    private final long[] symbols;
    private final byte[] lengths;

    SymbolTable(long[] symbols, byte[] lengths) {
        this.symbols = symbols.clone();
        this.lengths = lengths.clone();
    }

    int size() {
        return symbols.length;
    }

    long retainedBytes() {
        return symbols.length * (Long.BYTES + 1L);
    }

    long symbol(int code) {
        return symbols[code];
    }

    int length(int code) {
        return lengths[code];
    }

    void write(ByteWriter out) {
        out.writeByte(symbols.length);
        for (int code = 0; code < symbols.length; code++) {
            out.writeByte(lengths[code]);
            for (int i = 0; i < lengths[code]; i++) {
                out.writeByte((int) (symbols[code] >>> (8 * i)));
            }
        }
    }

    static SymbolTable read(ByteReader in) {
        int size = in.readByte();
        long[] symbols = new long[size];
        byte[] lengths = new byte[size];
        for (int code = 0; code < size; code++) {
            lengths[code] = (byte) in.readByte();
            if (lengths[code] < 1 || lengths[code] > SYMBOL_BYTES_MAX) {
                throw new IllegalArgumentException("a symbol of " + lengths[code] + " bytes");
            }
            for (int i = 0; i < lengths[code]; i++) {
                symbols[code] |= (long) in.readByte() << (8 * i);
            }
        }
        return new SymbolTable(symbols, lengths);
    }

    /** Bytes that the codes of one text stand for. */
    int decodedLength(byte[] codes, int start, int end) {
        int length = 0;
        for (int i = start; i < end; i++) {
            int code = codes[i] & 0xFF;
            if (code == ESCAPE) {
                length++;
                i++;
            } else {
                length += lengths[code];
            }
        }
        return length;
    }

    /**
     * Decodes one text and returns where it ends in the target, which needs {@link #SYMBOL_BYTES_MAX} bytes behind that.
     */
    int decode(byte[] codes, int start, int end, byte[] target, int offset) {
        int at = offset;
        int i = start;
        while (i < end) {
            int code = codes[i++] & 0xFF;
            if (code == ESCAPE) {
                target[at++] = codes[i++];
            } else {
                ByteWriter.putLong(target, at, symbols[code]);
                at += lengths[code];
            }
        }
        return at;
    }
}
