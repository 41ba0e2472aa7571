package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;

import java.util.Arrays;

/**
 * Finds the longest symbol at a place of a text. Symbols of three bytes and more are looked up by their first three bytes in a
 * table in which each slot holds one; shorter ones by their two bytes or their one. Not thread-safe while symbols are added.
 */
final class SymbolMatcher {
    private static final int SLOTS = 4096;
    private static final int NONE = SymbolTable.ESCAPE;

    private final long[] symbols = new long[SymbolTable.SYMBOLS_MAX];
    private final byte[] lengths = new byte[SymbolTable.SYMBOLS_MAX];
    private int size;
    private final long[] slotSymbols = new long[SLOTS];
    /** Which bits of a word have to be equal to the symbol's; 0 in a free slot. */
    private final long[] slotMasks = new long[SLOTS];
    private final short[] slotCodes = new short[SLOTS];
    private final short[] byPair = new short[1 << 16];
    private final short[] byByte = new short[1 << 8];

    SymbolMatcher() {
        Arrays.fill(byPair, (short) NONE);
        Arrays.fill(byByte, (short) NONE);
    }

    private static int slot(long word) {
        int prefix = (int) word & 0xFFFFFF;
        return prefix * 0x9E3779B1 >>> Integer.SIZE - 12;
    }

    private static long mask(int length) {
        return -1L >>> Long.SIZE - 8 * length;
    }

    /** False if there is no room for the symbol, in the table or in its slot. */
    boolean add(long symbol, int length) {
        if (size == SymbolTable.SYMBOLS_MAX) {
            return false;
        }
        if (length > 2) {
            int slot = slot(symbol);
            if (slotMasks[slot] != 0) {
                return false;
            }
            slotSymbols[slot] = symbol;
            slotMasks[slot] = mask(length);
            slotCodes[slot] = (short) size;
        } else if (length == 2) {
            byPair[(int) symbol] = (short) size;
        } else {
            byByte[(int) symbol] = (short) size;
        }
        symbols[size] = symbol;
        lengths[size++] = (byte) length;
        return true;
    }

    SymbolTable table() {
        return new SymbolTable(Arrays.copyOf(symbols, size), Arrays.copyOf(lengths, size));
    }

    int length(int code) {
        return lengths[code];
    }

    long symbol(int code) {
        return symbols[code];
    }

    int size() {
        return size;
    }

    /**
     * The code of a symbol that the text goes on with, the longest if there are several, or ESCAPE.
     *
     * @param word the next eight bytes, the first one least significant
     * @param rest how many of them belong to the text
     */
    int match(long word, int rest) {
        int slot = slot(word);
        long mask = slotMasks[slot];
        if (mask != 0 && ((word ^ slotSymbols[slot]) & mask) == 0 && lengths[slotCodes[slot]] <= rest) {
            return slotCodes[slot];
        }
        if (rest > 1) {
            int code = byPair[(int) word & 0xFFFF];
            if (code != NONE) {
                return code;
            }
        }
        return byByte[(int) word & 0xFF];
    }

    /**
     * Encodes one text and returns where its codes end in the target, which needs room for twice the text.
     *
     * @param text has {@link ByteReader#SLACK} bytes behind the end
     */
    int encode(byte[] text, int start, int end, byte[] target, int offset) {
        int at = offset;
        int i = start;
        while (i < end) {
            long word = ByteReader.longAt(text, i);
            int code = match(word, end - i);
            target[at++] = (byte) code;
            if (code == NONE) {
                target[at++] = text[i++];
            } else {
                i += lengths[code];
            }
        }
        return at;
    }
}
