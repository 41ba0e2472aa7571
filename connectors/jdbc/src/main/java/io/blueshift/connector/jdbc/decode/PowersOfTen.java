package io.blueshift.connector.jdbc.decode;

/** 1 to 10^18, the powers of ten that a long holds. */
public final class PowersOfTen {
    public static final int EXPONENT_MAX = 18;

    private static final long[] POWERS = powers();

    private PowersOfTen() {}

    private static long[] powers() {
        long[] powers = new long[EXPONENT_MAX + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    public static long of(int exponent) {
        return POWERS[exponent];
    }
}
