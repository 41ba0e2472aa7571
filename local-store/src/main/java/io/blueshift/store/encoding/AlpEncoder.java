package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.RealType.REAL;

/**
 * Floating point numbers that were decimals once, as integers: ALP (Afroozeh, Kuffo, Boncz: "ALP: Adaptive Lossless
 * floating-Point compression", SIGMOD 2023), without its variant for real doubles. A value is stored as the integer
 * {@code round(value * 10^exponent * 10^-factor)} if multiplying back gives the same bits, else as an exception. The
 * powers are chosen per chunk, from a sample.
 *
 * <pre>
 *   validity, u8 exponent, u8 factor, integers (bit-packed),
 *   u32 exceptions, their positions (bit-packed), their bits (8 bytes each, REAL: 4)
 * </pre>
 *
 * REAL is widened to DOUBLE for the arithmetic. At an exception, or NULL, the integer of the value before stands.
 */
final class AlpEncoder implements BlockEncoder {
    private static final int SAMPLE_ROWS = 256;
    private static final int EXPONENT_MAX = 18;
    /** Integers up to 2^52 are exact as doubles; a larger one is an exception. */
    private static final double LARGEST = 1L << 52;
    private static final double[] POWERS = new double[EXPONENT_MAX + 1];
    private static final double[] INVERSE = new double[EXPONENT_MAX + 1];

    static {
        for (int i = 0; i <= EXPONENT_MAX; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
            INVERSE[i] = Double.parseDouble("1e-" + i);
        }
    }

    private final int exponent;
    private final int factor;
    private Optional<Region> lastRegion = Optional.empty();
    private Optional<Attempt> lastAttempt = Optional.empty();

    /** A block's integers, and which values they do not stand for. */
    private record Attempt(long[] integers, int[] exceptions, long min, long max) {
        private long size(int valueBytes) {
            int count = integers.length;
            return 2 + BitPacking.size(count, BitPacking.width(min, max)) + Integer.BYTES + BitPacking
                    .size(exceptions.length, BitPacking.width(0, count)) + (long) exceptions.length * valueBytes;
        }
    }

    private AlpEncoder(int exponent, int factor) {
        this.exponent = exponent;
        this.factor = factor;
    }

    /** Empty if the values are not floating point, or no powers make a sample smaller. */
    static Optional<AlpEncoder> of(ColumnValues values) {
        if ((values.type() != DOUBLE && values.type() != REAL) || values.positions() == 0) {
            return Optional.empty();
        }
        boolean real = values.type() == REAL;
        long[] bits = values.integers().orElseThrow();
        int count = Math.min(SAMPLE_ROWS, bits.length);
        long[] sample = new long[count];
        for (int i = 0; i < count; i++) {
            sample[i] = bits[(int) ((long) i * bits.length / count)];
        }
        int valueBytes = values.storage().width();
        long smallest = (long) count * valueBytes;
        Optional<AlpEncoder> best = Optional.empty();
        for (int exponent = 0; exponent <= EXPONENT_MAX; exponent++) {
            for (int factor = 0; factor <= exponent; factor++) {
                AlpEncoder candidate = new AlpEncoder(exponent, factor);
                long size = candidate.attempt(sample, 0, count, real).size(valueBytes);
                if (size < smallest) {
                    smallest = size;
                    best = Optional.of(candidate);
                }
            }
        }
        return best;
    }

    private Attempt attempt(long[] bits, int start, int count, boolean real) {
        double up = POWERS[exponent];
        double upInverse = INVERSE[factor];
        long[] integers = new long[count];
        int[] exceptions = new int[count];
        int exceptionCount = 0;
        long last = 0;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long value = bits[start + i];
            double number = real ? Float.intBitsToFloat((int) value) : Double.longBitsToDouble(value);
            double scaled = Math.rint(number * up * upInverse);
            long integer = (long) scaled;
            if (Math.abs(scaled) <= LARGEST && decode(integer, factor, exponent, real) == value) {
                last = integer;
                min = Math.min(min, integer);
                max = Math.max(max, integer);
            } else {
                exceptions[exceptionCount++] = i;
                integer = last;
            }
            integers[i] = integer;
        }
        if (min > max) {
            min = 0;
            max = 0;
        }
        // What stood before the first value that is no exception has to be inside the range
        for (int i = 0; i < exceptionCount && exceptions[i] == i; i++) {
            integers[i] = min;
        }
        return new Attempt(integers, Arrays.copyOf(exceptions, exceptionCount), min, max);
    }

    /** The bits of a value; multiplied in this order, because another rounds differently. */
    private static long decode(long integer, int factor, int exponent, boolean real) {
        double number = integer * POWERS[factor] * INVERSE[exponent];
        return real ? Float.floatToRawIntBits((float) number) : Double.doubleToRawLongBits(number);
    }

    /** Asked for its size, then to write: the work is done once. */
    private Attempt attempt(Region region) {
        if (lastRegion.filter(last -> last == region).isEmpty()) {
            lastAttempt = Optional.of(
                    attempt(
                            region.values().integers().orElseThrow(),
                            region.start(),
                            region.count(),
                            region.values().type() == REAL));
            lastRegion = Optional.of(region);
        }
        return lastAttempt.orElseThrow();
    }

    @Override
    public Encoding encoding() {
        return Encoding.ALP;
    }

    @Override
    public long size(Region region) {
        return Validity.size(region) + attempt(region).size(region.values().storage().width());
    }

    @Override
    public void write(Region region, ByteWriter out) {
        Validity.write(out, region);
        out.writeByte(exponent);
        out.writeByte(factor);
        Attempt attempt = attempt(region);
        BitPacking.write(out, attempt.integers(), 0, region.count(), attempt.min(), attempt.max());
        int[] exceptions = attempt.exceptions();
        out.writeInt(exceptions.length);
        BitPacking.write(out, Arrays.stream(exceptions).asLongStream().toArray(), exceptions.length);
        long[] bits = region.values().integers().orElseThrow();
        for (int exception : exceptions) {
            if (region.values().type() == REAL) {
                out.writeInt((int) bits[region.start() + exception]);
            } else {
                out.writeLong(bits[region.start() + exception]);
            }
        }
    }

    static EncodedBlock read(Type type, int positions, ByteReader in) {
        Optional<long[]> validity = Validity.read(in, positions);
        int exponent = in.readByte();
        int factor = in.readByte();
        BitPacking.Packed packed = BitPacking.read(in, positions);
        int[] exceptions = BitPacking.read(in, in.readCount()).ints();
        return new EncodedBlock.Values(
                type == REAL
                        ? reals(packed, factor, exponent, validity, exceptions, in)
                        : doubles(packed, factor, exponent, validity, exceptions, in));
    }

    private static ValueBlock doubles(BitPacking.Packed packed, int factor, int exponent, Optional<long[]> validity,
            int[] exceptions, ByteReader in) {
        long[] values = packed.longs();
        double up = POWERS[factor];
        double down = INVERSE[exponent];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.doubleToRawLongBits(values[i] * up * down);
        }
        for (int exception : exceptions) {
            values[exception] = in.readLong();
        }
        return new LongArrayBlock(values.length, validity, values);
    }

    private static ValueBlock reals(BitPacking.Packed packed, int factor, int exponent, Optional<long[]> validity,
            int[] exceptions, ByteReader in) {
        long[] integers = packed.longs();
        int[] values = new int[integers.length];
        double up = POWERS[factor];
        double down = INVERSE[exponent];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.floatToRawIntBits((float) (integers[i] * up * down));
        }
        for (int exception : exceptions) {
            values[exception] = in.readInt();
        }
        return new IntArrayBlock(values.length, validity, values);
    }
}
