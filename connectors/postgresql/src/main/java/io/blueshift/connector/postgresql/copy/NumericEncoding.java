package io.blueshift.connector.postgresql.copy;

/** Writes a decimal as the server receives a NUMERIC: a header of four numbers, and digits to the base 10,000. */
final class NumericEncoding {
    private static final int DIGITS = 4;
    private static final int HEADER = 4;
    private static final int NEGATIVE = 0x4000;

    private NumericEncoding() {}

    /**
     * @param unscaled the number without its point, in decimal digits, with a minus if it is less than zero
     * @param scale how many of the digits are behind the point
     */
    static void put(String unscaled, int scale, CopyBuffer output) {
        int sign = unscaled.startsWith("-") ? 1 : 0;
        int whole = unscaled.length() - sign - scale;
        // The point is between two digits to the base 10,000
        int before = Math.ceilDiv(Math.max(whole, 0), DIGITS);
        int behind = Math.ceilDiv(scale, DIGITS);
        output.putInt((HEADER + before + behind) * Short.BYTES);
        output.putShort(before + behind);
        output.putShort(before - 1);
        output.putShort(sign == 0 ? 0 : NEGATIVE);
        output.putShort(scale);
        for (int group = -before; group < behind; group++) {
            output.putShort(group(unscaled, sign, sign + whole + group * DIGITS));
        }
    }

    /** Four digits from here; zeros where there are none. */
    private static int group(String unscaled, int first, int from) {
        int value = 0;
        for (int i = from; i < from + DIGITS; i++) {
            value = value * 10 + (i < first || i >= unscaled.length() ? 0 : unscaled.charAt(i) - '0');
        }
        return value;
    }
}
