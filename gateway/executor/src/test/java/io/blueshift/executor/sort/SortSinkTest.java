package io.blueshift.executor.sort;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.spill.Spills;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows come out as a sort of objects orders them: any columns, any directions, NULLs, all rows or the first ones. */
final class SortSinkTest {
    private static final List<Type> TYPES = List.of(INTEGER, BIGINT, DOUBLE, VARCHAR);
    /** More than is kept before the surplus of a top-n is thrown away. */
    private static final int ROWS = 60_000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    /** Of the sort that was checked last. */
    private int mergeTasks;

    @Test
    void everyOrder() {
        for (int round = 0; round < 12; round++) {
            int rows = round == 0 ? 0 : 1 + random.nextInt(round % 4 == 0 ? ROWS : 300);
            List<Ordering> orderings = orderings();
            long wanted = switch (round % 3) {
                case 0 -> Long.MAX_VALUE;
                case 1 -> random.nextInt(40);
                default -> rows + 5;
            };
            check(rows(rows), orderings, wanted);
        }
    }

    @Test
    void manyRowsAreMergedByAllThreads() {
        check(rows(ROWS), orderings(), Long.MAX_VALUE, Spilling.never());
        assertThat(mergeTasks).isGreaterThan(1);
    }

    @Test
    void readersThatHelpWaitForTheOneThatDelivers() {
        SortSink sink = sorted(rows(3 * ROWS), List.of(new Ordering(1, SortOrder.ASC_NULLS_LAST)), Long.MAX_VALUE,
                Spilling.never());
        Source merged = sink.merged();
        Source.Reader reader = merged.open();
        Source.Reader other = merged.open();
        while (other.isBlocked().isDone() && !other.isFinished()) {
            assertThat(other.next()).isEmpty();
        }
        assertThat(other.isFinished()).isFalse();
        reader.close();
        assertThat(other.isFinished()).isTrue();
        assertThat(other.isBlocked()).isDone();
    }

    private List<Ordering> orderings() {
        List<Integer> channels = new ArrayList<>(List.of(0, 1, 2, 3));
        java.util.Collections.shuffle(channels, random);
        return channels.subList(0, 1 + random.nextInt(4)).stream()
                .map(channel -> new Ordering(channel, SortOrder.values()[random.nextInt(4)])).toList();
    }

    private List<List<Object>> rows(int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.asList(orNull((long) random.nextInt(20)), orNull(random.nextLong()), orNull(number()),
                    orNull(io.airlift.slice.Slices
                            .utf8Slice("abcdefgh".substring(random.nextInt(8)) + random.nextInt(30)))));
        }
        return rows;
    }

    private Object orNull(Object value) {
        return random.nextInt(8) == 0 ? null : value;
    }

    private double number() {
        double[] odd = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.0, -1.5, Double.MIN_VALUE};
        return random.nextBoolean() ? odd[random.nextInt(odd.length)] : random.nextGaussian();
    }

    private void check(List<List<Object>> rows, List<Ordering> orderings, long wanted) {
        check(rows, orderings, wanted, Spilling.never());
        for (long bytes : new long[]{1, 400_000}) {
            try (Spilling spilling = Spills.holding(bytes)) {
                check(rows, orderings, wanted, spilling);
                assertThat(spilling.budget().used()).as("bytes that are held afterwards").isZero();
            }
        }
    }

    private SortSink sorted(List<List<Object>> rows, List<Ordering> orderings, long wanted, Spilling spilling) {
        List<Column> columns = TYPES.stream().map(type -> new Column("c", type)).toList();
        SortSink sink = new SortSink(new Values(columns, List.of()), orderings, wanted, spilling);
        List<Sink.Collector> threads = List.of(sink.open(), sink.open());
        for (int start = 0; start < rows.size();) {
            int end = Math.min(rows.size(), start + 1 + random.nextInt(20_000));
            threads.get(random.nextInt(2)).accept(batch(rows.subList(start, end)));
            start = end;
        }
        threads.forEach(Sink.Collector::finish);
        mergeTasks = sink.mergeTasks();
        IntStream.range(0, mergeTasks).parallel().forEach(sink::merge);
        sink.complete();
        return sink;
    }

    private void check(List<List<Object>> rows, List<Ordering> orderings, long wanted, Spilling spilling) {
        SortSink sink = sorted(rows, orderings, wanted, spilling);
        List<List<Object>> expected = new ArrayList<>(rows);
        expected.sort(comparator(orderings));
        List<List<Object>> first = expected.subList(0, (int) Math.min(wanted, expected.size()));
        List<List<Object>> actual = read(sink.merged());
        sink.release();
        // Of rows that are equal in what they are ordered by, any may come first
        assertThat(actual).as("seed %s", seed).hasSameSizeAs(first);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(key(actual.get(i), orderings)).as("row %s by %s, seed %s", i, orderings, seed)
                    .isEqualTo(key(first.get(i), orderings));
        }
        assertThat(expected).as("seed %s", seed).containsAll(actual.subList(0, Math.min(50, actual.size())));
    }

    private static List<Object> key(List<Object> row, List<Ordering> orderings) {
        return Arrays.asList(orderings.stream().map(key -> row.get(key.channel())).toArray());
    }

    /** Every other row of a batch twice as long, so that selections are met, too. */
    private static Batch batch(List<List<Object>> rows) {
        List<Vector> vectors = new ArrayList<>();
        for (int channel = 0; channel < TYPES.size(); channel++) {
            BlockBuilder builder = TYPES.get(channel).createBlockBuilder(null, 2 * rows.size());
            for (List<Object> row : rows) {
                writeNativeValue(TYPES.get(channel), builder, row.get(channel));
                builder.appendNull();
            }
            vectors.add(Vector.of(TYPES.get(channel), builder.build()));
        }
        int[] selected = new int[rows.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = 2 * i;
        }
        return Batch.of(2 * rows.size(), vectors).select(selected, selected.length);
    }

    /** With the help of a second reader, which has none of the rows. */
    private List<List<Object>> read(Source source) {
        List<List<Object>> rows = new ArrayList<>();
        Source.Reader reader = source.open();
        Source.Reader other = source.open();
        while (!reader.isFinished()) {
            while (random.nextBoolean()) {
                assertThat(other.next()).isEmpty();
            }
            assertThat(reader.isBlocked()).isDone();
            Optional<Batch> batch = reader.next();
            batch.ifPresent(some -> {
                assertThat(some.count()).isPositive();
                for (int row = 0; row < some.count(); row++) {
                    int position = some.rows()[row];
                    rows.add(Arrays.asList(some.vectors().stream()
                            .map(vector -> readNativeValue(vector.type(), vector.block(), position)).toArray()));
                }
            });
        }
        assertThat(reader.next()).isEmpty();
        assertThat(other.isFinished()).isTrue();
        return rows;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the values of one column are of one type, which is comparable
    private static Comparator<List<Object>> comparator(List<Ordering> orderings) {
        Comparator<List<Object>> all = (_, _) -> 0;
        for (Ordering key : orderings) {
            // Trino's order has NaN where it has NULLs, before it turns the order round
            Comparator<Object> numbers = (left, right) -> ((Comparable) left).compareTo(right);
            Comparator<Object> values = key.order().isNullsFirst()
                    ? Comparator.<Object, Boolean>comparing(value -> !value.equals(Double.NaN)).thenComparing(numbers)
                    : numbers;
            Comparator<Object> directed = key.order().isAscending() ? values : values.reversed();
            Comparator<Object> withNulls = key.order().isNullsFirst()
                    ? Comparator.nullsFirst(directed)
                    : Comparator.nullsLast(directed);
            all = all.thenComparing(row -> row.get(key.channel()), withNulls);
        }
        return all;
    }
}
