package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.decode.Int128Decoder;
import io.blueshift.connector.jdbc.decode.PowersOfTen;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Int128;

import java.math.BigInteger;

import static io.blueshift.connector.postgresql.copy.SentNumeric.BASE;
import static io.blueshift.connector.postgresql.copy.SentNumeric.BASE_DIGITS;
import static java.lang.Math.unsignedMultiplyHigh;

/**
 * NUMERIC(p, s) of up to 38 digits as the 128 bits that the engine keeps: the value times 10^s. The digits of base 10000
 * are added up where the sum has 38 decimal digits at most; the few others go the long way.
 */
final class LongDecimal implements Int128Decoder.Value {
    private final DecimalType type;
    private final int scale;
    /** 10^p: values are less. */
    private final Int128 limit;

    LongDecimal(DecimalType type) {
        this.type = type;
        this.scale = type.getScale();
        this.limit = Int128.valueOf(BigInteger.TEN.pow(type.getPrecision()));
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, long[] output, int index) {
        boolean negative = SentNumeric.negative(bytes, offset, type);
        int count = SentNumeric.count(bytes, offset);
        int exponent = SentNumeric.lastExponent(bytes, offset, scale);
        int digits = (SentNumeric.weight(bytes, offset) + 1) * BASE_DIGITS + scale;
        boolean simple = count == 0
                || digits <= Decimals.MAX_PRECISION && exponent > -BASE_DIGITS && exponent <= PowersOfTen.EXPONENT_MAX;
        if (simple && addUp(bytes, offset, count, exponent, output, index) && belowLimit(output, index)) {
            if (negative) {
                negate(output, index);
            }
        } else {
            Int128 value = Int128.valueOf(SentNumeric.unscaled(bytes, offset, type));
            output[index] = value.getHigh();
            output[index + 1] = value.getLow();
        }
    }

    /** @return false if there is a digit behind the scale */
    private static boolean addUp(byte[] bytes, int offset, int count, int exponent, long[] output, int index) {
        output[index] = 0;
        output[index + 1] = 0;
        for (int i = 0; i < count - 1; i++) {
            multiplyAndAdd(output, index, BASE, SentNumeric.digit(bytes, offset, i));
        }
        if (count == 0) {
            return true;
        }
        int last = SentNumeric.digit(bytes, offset, count - 1);
        if (exponent >= 0) {
            multiplyAndAdd(output, index, BASE, last);
            multiplyAndAdd(output, index, PowersOfTen.of(exponent), 0);
            return true;
        }
        long divisor = PowersOfTen.of(-exponent);
        multiplyAndAdd(output, index, PowersOfTen.of(BASE_DIGITS + exponent), last / divisor);
        return last % divisor == 0;
    }

    private static void multiplyAndAdd(long[] number, int index, long factor, long summand) {
        long low = number[index + 1];
        long sum = low * factor + summand;
        long carry = Long.compareUnsigned(sum, summand) < 0 ? 1 : 0;
        number[index] = number[index] * factor + unsignedMultiplyHigh(low, factor) + carry;
        number[index + 1] = sum;
    }

    private static void negate(long[] number, int index) {
        long low = -number[index + 1];
        number[index] = ~number[index] + (low == 0 ? 1 : 0);
        number[index + 1] = low;
    }

    private boolean belowLimit(long[] number, int index) {
        return number[index] < limit.getHigh() || number[index] == limit.getHigh()
                && Long.compareUnsigned(number[index + 1], limit.getLow()) < 0;
    }
}
