package io.blueshift.executor.runtime.aggregate;

import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * How generated code adds up the values of one batch, in words of 64 bits that do not overflow for up to
 * {@link #ROWS_MAX} rows whatever the values are, so that nothing is checked for each row.
 */
public enum PartialSum {
    /** Values of up to 14 digits: their sum. */
    LONG(1),
    /** Values of up to 18 digits: the sums of their lower (unsigned) and their upper (signed) 32 bits. */
    HALVES(2),
    /**
     * Values of up to 38 digits: the sums of their four times 32 bits, the lowest first; but a value of 64 bits may be
     * added as halves.
     */
    QUARTERS(4);

    public static final int ROWS_MAX = 1 << 16;

    /** 10^14 * 2^16 is less than 2^63. */
    private static final int LONG_DIGITS_MAX = 14;

    private final int words;

    PartialSum(int words) {
        this.words = words;
    }

    /** The words that a sum takes. */
    public int words() {
        return words;
    }

    /** Of values of a type, if sums of it are added up so. */
    public static Optional<PartialSum> of(Type type) {
        if (!(type instanceof DecimalType decimal)) {
            return Optional.empty();
        }
        if (!decimal.isShort()) {
            return Optional.of(QUARTERS);
        }
        return Optional.of(decimal.getPrecision() <= LONG_DIGITS_MAX ? LONG : HALVES);
    }
}
