package io.blueshift.store.bytes;

/** One way to unpack {@link PackedLongs}. Implementations are stateless and give the same results. */
interface Unpacker {
    /**
     * Puts values {@code [from, from + length)}, each multiplied and added to, to the front of the target. The width is not 0.
     */
    void unpack(PackedLongs packed, int from, int length, long multiplier, long addend, long[] target);

    /**
     * Tells which of all values are at least {@code low} and at most {@code high}, unsigned: bit set = is. Both
     * are numbers of the same width, which is not 0.
     *
     * @param bits takes a bit for each value, least significant first, and zeros behind the last
     */
    void between(PackedLongs packed, long low, long high, long[] bits);

    /** Like the other, for values that are known to fit an int. */
    void unpack(PackedLongs packed, int from, int length, int multiplier, int addend, int[] target);
}
