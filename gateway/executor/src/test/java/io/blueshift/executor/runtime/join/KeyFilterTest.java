package io.blueshift.executor.runtime.join;

import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;

/** What a build side says of its keys: never no to one of them, and seldom yes to others. */
class KeyFilterTest {
    @Test
    void keepsAllKeysAndFewOthers() {
        for (int spread : new int[]{1, 6, 50, 1_000_000_007}) {
            Random random = new Random(spread);
            long[] keys = random.longs(100_000, 0, 200_000).map(key -> key * spread - 17).toArray();
            LongKeyFilter filter = build(BIGINT, keys).keyFilter(0).orElseThrow();
            for (long key : keys) {
                assertThat(filter.mayContain(key)).isTrue();
            }
            int[] rows = Batch.identity(keys.length).clone();
            assertThat(filter.keep(keys, rows, 50_000)).isEqualTo(50_000);
            long strangers = random.longs(100_000).filter(filter::mayContain).count();
            assertThat(strangers).isLessThan(4_000);
            assertThat(filter.mayContain(Long.MIN_VALUE) && filter.mayContain(Long.MAX_VALUE)
                    && filter.mayContain(-18)).isFalse();
        }
    }

    @Test
    void domains() {
        assertThat(build(BIGINT, 5, 3, 5).keyDomain(0))
                .contains(Domain.multipleValues(BIGINT, List.of(3L, 5L)));
        assertThat(build(BIGINT).keyDomain(0)).contains(Domain.none(BIGINT));
        assertThat(build(BIGINT).keyFilter(0).orElseThrow().mayContain(0)).isFalse();
        assertThat(build(BIGINT, Long.MIN_VALUE, Long.MAX_VALUE).keyFilter(0).orElseThrow().mayContain(Long.MAX_VALUE))
                .isTrue();
        long[] many = new Random(1).longs(10_000, -5, 1_000_000).toArray();
        long min = Arrays.stream(many).min().orElseThrow();
        long max = Arrays.stream(many).max().orElseThrow();
        assertThat(build(BIGINT, many).keyDomain(0)).contains(
                Domain.create(ValueSet.ofRanges(Range.range(BIGINT, min, true, max, true)), false));
        assertThat(build(DOUBLE, 1, 2).keyDomain(0)).isEmpty();
        assertThat(build(DOUBLE, 1, 2).keyFilter(0)).isEmpty();
    }

    @Test
    void fewKeysOfManyRowsAreListed() {
        for (long spread : new long[]{1, 1_000_000_007}) {
            long[] keys = LongStream.range(0, 20_000).map(i -> i % 100 * spread - 5).toArray();
            assertThat(build(BIGINT, keys).keyDomain(0))
                    .contains(Domain.multipleValues(BIGINT, Arrays.stream(keys).boxed().distinct().toList()));
        }
    }

    /** In a hash table as in a dense one; of several keys each by itself. */
    @Test
    void manyKeysAreListedForWhoeverWantsThem() {
        for (long spread : new long[]{1, 1_000_000_007}) {
            long[] keys = LongStream.range(0, 20_000).map(i -> i / 2 * spread - 5).toArray();
            JoinTable table = build(BIGINT, keys);
            Domain all = Domain.multipleValues(BIGINT, Arrays.stream(keys).boxed().distinct().toList());
            assertThat(table.keyDomain(0, 10_000)).contains(all);
            assertThat(table.keyDomain(0, 9_999)).isEqualTo(table.keyDomain(0));
            assertThat(table.keyDomain(0, 0)).isEqualTo(table.keyDomain(0)).isNotEqualTo(Optional.of(all));
        }
        long[] far = LongStream.range(0, 10_000).map(i -> i * (Long.MAX_VALUE / 10_000)).toArray();
        JoinTable hashed = build(List.of(BIGINT, BIGINT), far, far);
        assertThat(hashed.isHashed()).isTrue();
        assertThat(hashed.keyDomain(1, 10_000))
                .contains(Domain.multipleValues(BIGINT, Arrays.stream(far).boxed().toList()));
        assertThat(build(DOUBLE, far).keyDomain(0, 10_000)).isEmpty();
        assertThat(build(BIGINT).keyDomain(0, 10_000)).contains(Domain.none(BIGINT));
    }

    @Test
    void eachOfSeveralKeysHasAFilter() {
        for (long far : new long[]{9, Long.MAX_VALUE}) {
            JoinTable table = build(List.of(BIGINT, DOUBLE, BIGINT), new long[]{1, 2, 5}, new long[]{7, 7, 8},
                    new long[]{Long.MIN_VALUE, 0, far});
            LongKeyFilter first = table.keyFilter(0).orElseThrow();
            assertThat(List.of(first.mayContain(1), first.mayContain(2), first.mayContain(5))).containsOnly(true);
            assertThat(List.of(first.mayContain(0), first.mayContain(3), first.mayContain(7))).containsOnly(false);
            assertThat(table.keyFilter(1)).isEmpty();
            LongKeyFilter third = table.keyFilter(2).orElseThrow();
            assertThat(List.of(third.mayContain(Long.MIN_VALUE), third.mayContain(0), third.mayContain(far)))
                    .containsOnly(true);
        }
        JoinTable empty = build(List.of(BIGINT, BIGINT), new long[0], new long[0]);
        assertThat(empty.keyFilter(1).orElseThrow().mayContain(0)).isFalse();
    }

    private static JoinTable build(Type type, long... keys) {
        return build(List.of(type), keys);
    }

    private static JoinTable build(List<Type> types, long[]... keys) {
        List<Integer> channels = IntStream.range(0, types.size()).boxed().toList();
        JoinBuild build = new JoinBuild(new BuildShape(JoinKeys.equal(types, new TypeOperators()), types, channels,
                channels, false, true));
        Sink.Collector collector = build.open();
        int rows = keys[0].length;
        if (rows > 0) {
            collector.accept(Batch.of(rows, channels.stream()
                    .map(key -> Vector.ofLongs(types.get(key), rows, keys[key], Optional.empty())).toList()));
        }
        collector.finish();
        int tasks = build.mergeTasks();
        for (int task = 0; task < tasks; task++) {
            build.merge(task);
        }
        build.complete();
        return build.table();
    }
}
