package io.blueshift.store.bytes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class BitPackingTest {
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
}
