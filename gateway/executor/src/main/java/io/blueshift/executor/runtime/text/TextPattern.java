package io.blueshift.executor.runtime.text;

import io.airlift.slice.Slice;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A pattern of LIKE in which nothing but {@code %} is special. The pieces between are looked for one after the other, each
 * as far to the front as it goes, eight places at a time: a place is looked at closely if the piece's first and last byte
 * are where they should be (Mula, "SIMD-friendly algorithms for substring searching", in one 64-bit word). No character of
 * UTF-8 begins inside another, so bytes may be compared. Immutable.
 */
public final class TextPattern {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;

    /** What comes before the first {@code %}, and behind the last; empty ones between are left out. */
    private final byte[][] pieces;
    /** Whether there is no {@code %}. */
    private final boolean whole;
    private final int bytesMin;

    private TextPattern(byte[][] pieces, boolean whole) {
        this.pieces = pieces;
        this.whole = whole;
        this.bytesMin = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
    }

    /** @param pattern in which every {@code %} stands for any text, and every other character for itself */
    public static TextPattern of(String pattern) {
        String[] parts = pattern.split("%", -1);
        byte[][] pieces = new byte[parts.length][];
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i == 0 || i == parts.length - 1 || !parts[i].isEmpty()) {
                pieces[count++] = parts[i].getBytes(StandardCharsets.UTF_8);
            }
        }
        return new TextPattern(Arrays.copyOf(pieces, count), parts.length == 1);
    }

    /** Whether the text is like the pattern. */
    public boolean matches(Slice text) {
        int start = text.byteArrayOffset();
        return matches(text.byteArray(), start, start + text.length());
    }

    private boolean matches(byte[] bytes, int start, int end) {
        byte[] first = pieces[0];
        byte[] last = pieces[pieces.length - 1];
        if (end - start < bytesMin || !isAt(bytes, start, first)) {
            return false;
        }
        if (whole) {
            return end - start == first.length;
        }
        int until = end - last.length;
        if (!isAt(bytes, until, last)) {
            return false;
        }
        int next = start + first.length;
        for (int i = 1; i < pieces.length - 1; i++) {
            int found = find(bytes, next, until, pieces[i]);
            if (found < 0) {
                return false;
            }
            next = found + pieces[i].length;
        }
        return true;
    }

    /** Where the piece, which is not empty, first stands within {@code [from, end)}; -1 if nowhere. */
    private static int find(byte[] bytes, int from, int end, byte[] piece) {
        int greatest = end - piece.length;
        if (greatest - from < Long.BYTES - 1) {
            for (int i = from; i <= greatest; i++) {
                if (isAt(bytes, i, piece)) {
                    return i;
                }
            }
            return -1;
        }
        long first = (piece[0] & 0xFF) * EACH_BYTE;
        long last = (piece[piece.length - 1] & 0xFF) * EACH_BYTE;
        int at = from;
        while (true) {
            // A byte is zero where both are right
            long wrong = (long) LONGS.get(bytes, at) ^ first
                    | (long) LONGS.get(bytes, at + piece.length - 1) ^ last;
            // Finds every zero byte, and maybe others behind the first
            long places = (wrong - EACH_BYTE) & ~wrong & TOP_BITS;
            for (; places != 0; places &= places - 1) {
                int place = at + (Long.numberOfTrailingZeros(places) >>> 3);
                if (isAt(bytes, place, piece)) {
                    return place;
                }
            }
            if (at == greatest - (Long.BYTES - 1)) {
                return -1;
            }
            // The last step looks at some places again
            at = Math.min(at + Long.BYTES, greatest - (Long.BYTES - 1));
        }
    }

    private static boolean isAt(byte[] bytes, int start, byte[] piece) {
        for (int i = 0; i < piece.length; i++) {
            if (bytes[start + i] != piece[i]) {
                return false;
            }
        }
        return true;
    }
}
