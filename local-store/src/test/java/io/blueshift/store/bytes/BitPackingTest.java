package io.blueshift.store.bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class BitPackingTest {
    private static final long SEED = Long.getLong("blueshift.seed", 20_261_122L);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 63, 64, 65, 1000})
    void everyWidthComesBack(int count) {
        Random random = new Random(count);
        for (int width = 0; width <= 64; width++) {
            long[] values = new long[count];
            long reference = random.nextLong();
            for (int i = 0; i < count; i++) {
                values[i] = reference + (width == 0 ? 0 : random.nextLong() >>> (64 - width));
            }
            ByteWriter out = new ByteWriter(0);
            BitPacking.write(out, values, count);
            ByteReader in = ByteReader.copyOf(out.toByteArray());
            assertThat(BitPacking.read(in, count).longs()).as("width %d", width).isEqualTo(values);
            assertThat(in.remaining()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32})
    void intsComeBack(int width) {
        Random random = new Random(width);
        int[] expected = new int[100];
        long[] values = new long[100];
        for (int i = 0; i < values.length; i++) {
            expected[i] = width == 0 ? 5 : random.nextInt() >> (32 - width);
            values[i] = expected[i];
        }
        ByteWriter out = new ByteWriter(0);
        BitPacking.write(out, values, values.length);
        assertThat(BitPacking.read(ByteReader.copyOf(out.toByteArray()), values.length).ints()).isEqualTo(expected);
    }

    @Test
    void bothUnpackersGiveTheSame() {
        Unpacker plain = new PlainUnpacker();
        Unpacker vector = Unpackers.vector().orElseThrow();
        Random random = new Random(SEED);
        for (int round = 0; round < 2000; round++) {
            int width = 1 + random.nextInt(58);
            width = width == 58 ? Long.SIZE : width;
            int count = random.nextInt(300);
            int start = random.nextInt(20);
            byte[] bytes = new byte[start + (count * width + 7) / 8 + ByteReader.SLACK + random.nextInt(100)];
            random.nextBytes(bytes);
            PackedLongs packed = new PackedLongs(bytes, start, count, width);
            int from = random.nextInt(count + 1);
            from = random.nextBoolean() ? from & ~7 : from;
            int length = random.nextInt(count - from + 1);
            long multiplier = random.nextBoolean() ? 1 : random.nextLong();
            long addend = random.nextLong();
            long[] longs = new long[length];
            long[] expectedLongs = new long[length];
            vector.unpack(packed, from, length, multiplier, addend, longs);
            plain.unpack(packed, from, length, multiplier, addend, expectedLongs);
            String how = "width %d, from %d, length %d, -Dblueshift.seed=%d".formatted(width, from, length, SEED);
            assertThat(longs).as(how).isEqualTo(expectedLongs);
            int[] ints = new int[length];
            int[] expectedInts = new int[length];
            vector.unpack(packed, from, length, (int) multiplier, (int) addend, ints);
            plain.unpack(packed, from, length, (int) multiplier, (int) addend, expectedInts);
            assertThat(ints).as(how).isEqualTo(expectedInts);
            for (int i = 0; i < length; i++) {
                assertThat(expectedLongs[i]).isEqualTo(packed.get(from + i) * multiplier + addend);
            }
        }
    }

    @Test
    void someValuesAreThoseAmongAll() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            int width = random.nextInt(58);
            int count = 1 + random.nextInt(5000);
            PackedLongs packed = packed(random, width, count);
            int oneOf = 1 + random.nextInt(20);
            int[] indexes = IntStream.concat(IntStream.of(9, 9),
                    IntStream.range(0, count).filter(_ -> random.nextInt(oneOf) == 0)).toArray();
            int some = indexes.length - 2;
            long[] longs = new long[some];
            packed.gather(indexes, 2, some, 3L, 5L, longs);
            int[] ints = new int[some];
            packed.gather(indexes, 2, some, 3, 5, ints);
            for (int i = 0; i < some; i++) {
                long expected = packed.get(indexes[2 + i]) * 3 + 5;
                assertThat(longs[i]).as("width %d, -Dblueshift.seed=%d", width, SEED).isEqualTo(expected);
                assertThat(ints[i]).isEqualTo((int) expected);
            }
        }
    }

    @Test
    void bitsTellWhatIsBetween() {
        Random random = new Random(SEED);
        List<Unpacker> unpackers = List.of(new PlainUnpacker(), Unpackers.vector().orElseThrow());
        for (int round = 0; round < 2000; round++) {
            int width = random.nextInt(59);
            width = width == 58 ? Long.SIZE : width;
            PackedLongs packed = packed(random, width, random.nextInt(500));
            long low = random.nextLong() & packed.mask();
            long high = random.nextBoolean() ? packed.mask() : random.nextLong() & packed.mask();
            if (Long.compareUnsigned(low, high) > 0) {
                continue;
            }
            long[] expected = new long[(packed.count() + 63) / 64];
            for (int i = 0; i < packed.count(); i++) {
                long value = packed.get(i);
                boolean between = Long.compareUnsigned(value, low) >= 0 && Long.compareUnsigned(value, high) <= 0;
                expected[i / 64] |= (between ? 1L : 0L) << i;
            }
            String how = "width %d, count %d, -Dblueshift.seed=%d".formatted(width, packed.count(), SEED);
            long[] bits = random.longs(expected.length).toArray();
            packed.between(low, high, bits);
            assertThat(bits).as(how).isEqualTo(expected);
            for (Unpacker unpacker : width == 0 ? List.<Unpacker>of() : unpackers) {
                bits = random.longs(expected.length).toArray();
                unpacker.between(packed, low, high, bits);
                assertThat(bits).as(how).isEqualTo(expected);
            }
        }
    }

    private static PackedLongs packed(Random random, int width, int count) {
        int start = random.nextInt(20);
        byte[] bytes = new byte[start + (count * width + 7) / 8 + ByteReader.SLACK + random.nextInt(100)];
        random.nextBytes(bytes);
        return new PackedLongs(bytes, start, count, width);
    }
}
