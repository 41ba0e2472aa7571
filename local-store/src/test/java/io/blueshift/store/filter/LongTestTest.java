package io.blueshift.store.filter;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class LongTestTest {
    @Test
    void consecutiveValuesAreARange() {
        assertThat(LongTest.ofValues(new long[]{7, 8, 9})).isEqualTo(new LongTest.Between(7, 9));
    }

    @Test
    void valuesCloseToEachOtherAreBits() {
        LongTest test = LongTest.ofValues(new long[]{-70, -1, 0, 64});
        assertThat(test).isInstanceOf(LongTest.Bits.class);
        checkMembers(test, -70, -1, 0, 64);
    }

    @Test
    void valuesFarApartAreHashed() {
        LongTest test = LongTest.ofValues(new long[]{Long.MIN_VALUE, 5, Long.MAX_VALUE});
        assertThat(test).isInstanceOf(LongTest.Members.class);
        checkMembers(test, Long.MIN_VALUE, 5, Long.MAX_VALUE);
    }

    @Test
    void randomSetsHaveTheirValues() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            int shift = random.nextInt(64);
            long[] values = random.longs(1 + random.nextInt(50)).map(value -> value >> shift).sorted().distinct()
                    .toArray();
            checkMembers(LongTest.ofValues(values), values);
        }
    }

    private static void checkMembers(LongTest test, long... members) {
        long[] asked = Arrays.stream(members)
                .flatMap(member -> LongStream.of(member - 64, member - 1, member, member + 1, member + 64)).toArray();
        int[] positions = new int[asked.length];
        Arrays.setAll(positions, i -> i);
        int[] kept = new int[asked.length];
        int count = test.keep(asked, positions, asked.length, kept);
        int[] expected = Arrays.stream(positions)
                .filter(i -> Arrays.binarySearch(members, asked[i]) >= 0).toArray();
        assertThat(Arrays.copyOf(kept, count)).isEqualTo(expected);
        for (long member : members) {
            assertThat(test.test(member)).isTrue();
            assertThat(test.overlaps(member, member)).isTrue();
        }
        assertThat(test.min()).isEqualTo(members[0]);
        assertThat(test.max()).isEqualTo(members[members.length - 1]);
    }
}
