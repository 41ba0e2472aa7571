package io.blueshift.executor.aggregate;

import io.airlift.slice.Slices;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class DistinctRowsTest {
    @Test
    void marksOneRowOfEachKeyOverAllThreads() throws Exception {
        long seed = System.nanoTime();
        for (int keys : new int[]{1, 50, 200_000}) {
            DistinctRows rows = new DistinctRows(List.of(BigintType.BIGINT, VarcharType.VARCHAR));
            List<Map<Long, Integer>> marks = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < marks.size(); t++) {
                Random random = new Random(seed + t);
                Map<Long, Integer> own = marks.get(t);
                threads.add(Thread.ofPlatform().start(() -> mark(rows.new Local(), keys, random, own)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            Map<Long, Integer> all = new HashMap<>();
            marks.forEach(own -> own.forEach((key, count) -> all.merge(key, count, Integer::sum)));
            assertThat(all.values()).as("seed %s, %s keys", seed, keys).isNotEmpty().containsOnly(1);
        }
    }

    /** Notes how often a key that came was marked. */
    private static void mark(DistinctRows.Local local, int keys, Random random, Map<Long, Integer> marks) {
        for (int batch = 0; batch < 20; batch++) {
            int count = 1 + random.nextInt(20_000);
            long[] longs = random.longs(count, 0, keys).toArray();
            BlockBuilder texts = VarcharType.VARCHAR.createBlockBuilder(null, count);
            for (long value : longs) {
                VarcharType.VARCHAR.writeSlice(texts, Slices.utf8Slice("a longer text " + value));
            }
            Vector[] vectors = {Vector.ofLongs(BigintType.BIGINT, count, longs, Optional.empty()),
                    Vector.of(VarcharType.VARCHAR, texts.build())};
            int[] rows = random.ints(0, count).limit(count).sorted().distinct().toArray();
            boolean[] first = new boolean[rows.length];
            local.mark(vectors, rows, rows.length, first);
            for (int i = 0; i < rows.length; i++) {
                marks.merge(longs[rows[i]], first[i] ? 1 : 0, Integer::sum);
            }
        }
        assertThat(local.retainedBytes()).isPositive();
    }
}
