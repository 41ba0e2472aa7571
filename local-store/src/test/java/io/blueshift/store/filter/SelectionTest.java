package io.blueshift.store.filter;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTest {
    private static final long SEED = Long.getLong("blueshift.seed", 20_261_126L);

    @Test
    void bitsKeepTheirPositions() {
        Random random = new Random(SEED);
        Selection selection = new Selection();
        for (int round = 0; round < 500; round++) {
            int rows = 1 + random.nextInt(2000);
            selection.reset(rows);
            int[] expected = IntStream.range(0, rows).toArray();
            for (int filter = 0; filter < 3; filter++) {
                long[] bits = bits(random, rows);
                expected = IntStream.of(expected).filter(row -> (bits[row / 64] >>> row & 1) != 0).toArray();
                selection.retain(bits);
                assertThat(selection.copy()).as("-Dblueshift.seed=%d", SEED).isEqualTo(expected);
            }
        }
    }

    private static long[] bits(Random random, int rows) {
        long[] bits = new long[(rows + 63) / 64];
        int sets = random.nextInt(70);
        for (int row = 0; row < rows; row++) {
            bits[row / 64] |= (random.nextInt(64) < sets ? 1L : 0L) << row;
        }
        return bits;
    }
}
