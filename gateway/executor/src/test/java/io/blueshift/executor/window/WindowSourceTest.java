package io.blueshift.executor.window;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.executor.function.AggregateFunction;
import io.blueshift.executor.function.AggregateStates;
import io.blueshift.executor.function.WindowedFunction;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.ir.WindowCall;
import io.blueshift.executor.ir.WindowFrame;
import io.blueshift.executor.ir.WindowFrame.Bound;
import io.blueshift.executor.ir.WindowFrame.Unit;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.window.WindowEvaluators;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.function.WindowFunction;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

/** Random frames over random partitions, against lists of each frame's rows. */
final class WindowSourceTest {
    private static final int KEY = 0;
    private static final int ORDER = 1;
    private static final int ID = 2;
    private static final int VALUE = 3;
    private static final int TEXT = 4;
    /** Distances of a frame's bounds, then what the order has at those distances. */
    private static final int FIRST_DISTANCE = 5;
    private static final int FIRST_BOUND = 9;
    private static final int DISTANCES = 4;

    private static final List<Type> TYPES = List.of(BIGINT, INTEGER, BIGINT, BIGINT, VARCHAR, BIGINT, BIGINT, BIGINT,
            BIGINT, INTEGER, INTEGER, INTEGER, INTEGER);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private record Named(String name, Type returnType, List<Type> argumentTypes, boolean aggregated)
            implements
                WindowedFunction,
                AggregateFunction {
        @Override
        public Optional<AggregateFunction> aggregate() {
            return aggregated ? Optional.of(this) : Optional.empty();
        }

        @Override
        public boolean decomposable() {
            return true;
        }

        @Override
        public AggregateStates open() {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public WindowFunction open(boolean ignoreNulls) {
            throw new UnsupportedOperationException(name);
        }
    }

    @Test
    void everyFrame() {
        for (int round = 0; round < 60; round++) {
            List<List<Object>> rows = rows(round == 0 ? 0 : random.nextInt(round % 10 == 0 ? 3000 : 200));
            boolean keyed = random.nextInt(4) > 0;
            check(rows, keyed, random.nextBoolean(), frame(Unit.values()[round % 3]));
        }
    }

    private List<List<Object>> rows(int count) {
        int keys = 1 + random.nextInt(random.nextBoolean() ? 5 : 1 + count);
        int orders = 1 + random.nextInt(50);
        List<List<Object>> rows = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            Long order = random.nextInt(10) == 0 ? null : (Long) (long) random.nextInt(orders);
            List<Object> row = new ArrayList<>(Arrays.asList(orNull((long) random.nextInt(keys)), order, (long) id,
                    orNull((long) random.nextInt(1000)), orNull(Slices.utf8Slice("t" + random.nextInt(100)))));
            List<Long> distances = IntStream.range(0, DISTANCES).mapToObj(i -> i * i * 3L).toList();
            row.addAll(distances);
            for (int i = 0; i < DISTANCES; i++) {
                row.add(order == null ? null : (Object) (i < 2 ? order - distances.get(i) : order + distances.get(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private Object orNull(Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    private WindowFrame frame(Unit unit) {
        Bound start = bound(unit, random.nextInt(5));
        Bound end = bound(unit, random.nextInt(5));
        return new WindowFrame(unit, start, end);
    }

    /** The first two distances are before the row, the others behind it. */
    private static Bound bound(Unit unit, int which) {
        if (which == DISTANCES) {
            return new Bound.CurrentRow();
        }
        int channel = (unit == Unit.RANGE ? FIRST_BOUND : FIRST_DISTANCE) + which;
        return which == 0 || which == 3
                ? new Bound.Unbounded()
                : new Bound.Offset(which >= 2, channel, unit == Unit.RANGE ? Optional.of(ORDER) : Optional.empty());
    }

    private void check(List<List<Object>> rows, boolean keyed, boolean descending, WindowFrame frame) {
        List<Ordering> orderings = new ArrayList<>(List.of(
                new Ordering(ORDER, descending ? SortOrder.DESC_NULLS_FIRST : SortOrder.ASC_NULLS_LAST)));
        // Bounds by value are of an ascending order here
        boolean ascendingOnly = frame.unit() == Unit.RANGE;
        if (ascendingOnly) {
            orderings.set(0, new Ordering(ORDER, SortOrder.ASC_NULLS_LAST));
        }
        if (frame.unit() == Unit.ROWS) {
            orderings.add(new Ordering(ID, SortOrder.ASC_NULLS_LAST));
        }
        List<WindowCall> calls = List.of(call("count", BIGINT, List.of(), frame, false),
                call("sum", BIGINT, List.of(VALUE), frame, false),
                call("max", VARCHAR, List.of(TEXT), frame, false),
                call("count", BIGINT, List.of(VALUE), frame, true),
                call("first_value", BIGINT, List.of(VALUE), frame, false),
                call("rank", BIGINT, List.of(), frame, false));
        List<List<Object>> actual = run(rows, keyed ? List.of(KEY) : List.of(), orderings, calls);
        List<List<Object>> expected = new Naive(rows, keyed, descending && !ascendingOnly, frame).results();
        actual.sort(Comparator.comparing(row -> (Long) row.get(ID)));
        assertThat(actual).hasSameSizeAs(expected);
        boolean exact = frame.unit() == Unit.ROWS;
        for (int i = 0; i < actual.size(); i++) {
            List<Object> results = new ArrayList<>(actual.get(i).subList(TYPES.size(), TYPES.size() + calls.size()));
            if (!exact) {
                // Which of several peers comes first is not said
                results.set(4, expected.get(i).get(4));
            }
            assertThat(results).as("%s of %s, seed %s", frame, rows.get(i), seed).isEqualTo(expected.get(i));
        }
    }

    private static WindowCall call(String name, Type type, List<Integer> arguments, WindowFrame frame,
            boolean distinct) {
        boolean aggregated = !name.equals("first_value") && !name.equals("rank");
        return new WindowCall(new Named(name, type, arguments.stream().map(TYPES::get).toList(), aggregated),
                arguments, frame, false, distinct, List.of());
    }

    private List<List<Object>> run(List<List<Object>> rows, List<Integer> keys, List<Ordering> orderings,
            List<WindowCall> calls) {
        List<Column> columns = TYPES.stream().map(type -> new Column("c", type)).toList();
        WindowSink sink = new WindowSink(new Values(columns, List.of()), keys, orderings, Spilling.never());
        List<Sink.Collector> threads = List.of(sink.open(), sink.open());
        for (int start = 0; start < rows.size();) {
            int end = Math.min(rows.size(), start + 1 + random.nextInt(6000));
            threads.get(random.nextInt(2)).accept(batch(rows.subList(start, end)));
            start = end;
        }
        threads.forEach(Sink.Collector::finish);
        WindowSource source = new WindowSource(sink,
                () -> calls.stream().map(call -> WindowEvaluators.create(call, sink.shape())).toList());
        List<List<Object>> results = new ArrayList<>();
        List<Source.Reader> readers = List.of(source.open(), source.open());
        while (!readers.stream().allMatch(Source.Reader::isFinished)) {
            readers.get(random.nextInt(2)).next().ifPresent(batch -> results.addAll(rowsOf(batch)));
        }
        return results;
    }

    private static Batch batch(List<List<Object>> rows) {
        List<Vector> vectors = new ArrayList<>();
        for (int channel = 0; channel < TYPES.size(); channel++) {
            BlockBuilder builder = TYPES.get(channel).createBlockBuilder(null, rows.size());
            for (List<Object> row : rows) {
                writeNativeValue(TYPES.get(channel), builder, row.get(channel));
            }
            vectors.add(Vector.of(TYPES.get(channel), builder.build()));
        }
        return Batch.of(rows.size(), vectors);
    }

    private static List<List<Object>> rowsOf(Batch batch) {
        return IntStream.range(0, batch.count()).mapToObj(row -> Arrays.asList(batch.vectors().stream()
                .map(vector -> readNativeValue(vector.type(), vector.block(), batch.rows()[row])).toArray())).toList();
    }

    /** What the frames say, row by row. */
    private record Naive(List<List<Object>> rows, boolean keyed, boolean descending, WindowFrame frame) {
        List<List<Object>> results() {
            Map<Object, List<List<Object>>> partitions = new HashMap<>();
            rows.forEach(row -> partitions.computeIfAbsent(keyed ? row.get(KEY) : "all", _ -> new ArrayList<>())
                    .add(row));
            List<List<Object>> results = new ArrayList<>(rows);
            Comparator<Long> nulls = descending
                    ? Comparator.nullsFirst(Comparator.<Long>reverseOrder())
                    : Comparator.nullsLast(Comparator.<Long>naturalOrder());
            for (List<List<Object>> partition : partitions.values()) {
                partition.sort(Comparator.comparing((List<Object> row) -> (Long) row.get(ORDER), nulls)
                        .thenComparing(row -> (Long) row.get(ID)));
                Partition numbered = Partition.of(partition);
                for (int i = 0; i < partition.size(); i++) {
                    results.set((int) (long) partition.get(i).get(ID), results(numbered, i));
                }
            }
            return results;
        }

        private List<Object> results(Partition partition, int row) {
            List<List<Object>> seen = new ArrayList<>();
            for (int other = 0; other < partition.rows().size(); other++) {
                if (isBehind(partition, row, other, frame.start(), true)
                        && isBehind(partition, row, other, frame.end(), false)) {
                    seen.add(partition.rows().get(other));
                }
            }
            List<Object> values = seen.stream().map(other -> other.get(VALUE)).filter(Objects::nonNull).toList();
            Object greatest = seen.stream().map(other -> (Slice) other.get(TEXT)).filter(Objects::nonNull)
                    .max(Comparator.naturalOrder()).orElse(null);
            Object sum = values.isEmpty() ? null : (Object) values.stream().mapToLong(value -> (long) value).sum();
            // Numbers before the row in its order; rows are told apart by their id where they count one by one
            long rank = 1 + (frame.unit() == Unit.ROWS ? row : partition.firsts()[row]);
            return Arrays.asList((long) seen.size(), sum, greatest, values.stream().distinct().count(),
                    seen.isEmpty() ? null : seen.getFirst().get(VALUE), rank);
        }

        /** Whether another row is not before the start, or not behind the end. */
        private boolean isBehind(Partition partition, int row, int other, Bound bound, boolean start) {
            int sign = start ? 1 : -1;
            return switch (bound) {
                case Bound.Unbounded _ -> true;
                case Bound.CurrentRow _ -> sign * distance(partition, row, other) >= 0;
                case Bound.Offset offset -> {
                    Long value = (Long) partition.rows().get(row).get(offset.value());
                    Long order = (Long) partition.rows().get(other).get(ORDER);
                    if (frame.unit() == Unit.RANGE && (value == null || order == null)) {
                        // NULLs come last, and see each other
                        yield value == null && order == null || value != null && start || value == null && !start;
                    }
                    yield frame.unit() == Unit.RANGE
                            ? sign * Long.compare(order, value) >= 0
                            : sign * (distance(partition, row, other)
                                    - (offset.following() ? value : -value)) >= 0;
                }
            };
        }

        private long distance(Partition partition, int row, int other) {
            return frame.unit() == Unit.ROWS ? other - row : partition.groups()[other] - partition.groups()[row];
        }
    }

    /** Sorted rows; for each, the number of different orders before its own, and where its own order begins. */
    private record Partition(List<List<Object>> rows, int[] groups, int[] firsts) {
        static Partition of(List<List<Object>> rows) {
            int[] groups = new int[rows.size()];
            int[] firsts = new int[rows.size()];
            for (int row = 1; row < rows.size(); row++) {
                boolean peer = Objects.equals(rows.get(row - 1).get(ORDER), rows.get(row).get(ORDER));
                groups[row] = groups[row - 1] + (peer ? 0 : 1);
                firsts[row] = peer ? firsts[row - 1] : row;
            }
            return new Partition(rows, groups, firsts);
        }
    }
}
