package io.blueshift.executor.aggregate;

import io.airlift.slice.Slices;
import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.function.AggregateFunction;
import io.blueshift.executor.function.AggregateStates;
import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.AggregateCall;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.ScanTarget;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.spill.Spills;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Aggregations as several threads run them, against sums over lists. */
class AggregateSinkTest {
    private static final DecimalType SHORT = DecimalType.createDecimalType(15, 2);
    private static final DecimalType SHORTEST = DecimalType.createDecimalType(18, 0);
    private static final DecimalType LONG = DecimalType.createDecimalType(38, 2);
    private static final DecimalType FEW_DIGITS = DecimalType.createDecimalType(14, 1);

    /** Keys, then a column of each type that is aggregated, then a mask. */
    private static final List<Type> COLUMNS = List.of(BigintType.BIGINT, VarcharType.VARCHAR, BigintType.BIGINT,
            DoubleType.DOUBLE, RealType.REAL, SHORT, SHORTEST, LONG, VarcharType.VARCHAR, BooleanType.BOOLEAN,
            BooleanType.BOOLEAN, FEW_DIGITS);

    private static final int MASK = 10;

    /** A function by its name; what is none of those written by hand cannot be opened. */
    private record Named(String name, Type returnType, List<Type> argumentTypes) implements AggregateFunction {
        @Override
        public boolean decomposable() {
            return true;
        }

        @Override
        public AggregateStates open() {
            throw new UnsupportedOperationException(name + argumentTypes);
        }
    }

    private record Case(AggregateCall call, Function<List<Object>, Object> expected) {}

    private static Case one(String name, Type result, int channel, Function<List<Object>, Object> expected) {
        return new Case(new AggregateCall(new Named(name, result, List.of(COLUMNS.get(channel))), List.of(channel),
                false, Optional.empty(), List.of()),
                values -> expected.apply(values.stream().filter(Objects::nonNull).toList()));
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        AggregateFunction count = new Named("count", BigintType.BIGINT, List.of());
        cases.add(new Case(new AggregateCall(count, List.of(), false, Optional.empty(), List.of()),
                values -> (long) values.size()));
        cases.add(new Case(new AggregateCall(count, List.of(), false, Optional.of(MASK), List.of()),
                values -> (long) values.size()));
        for (int channel = 2; channel <= 9; channel++) {
            Type type = COLUMNS.get(channel);
            cases.add(one("count", BigintType.BIGINT, channel, values -> (long) values.size()));
            Comparator<Object> order = order(type);
            cases.add(one("min", type, channel, values -> values.stream().min(order).orElse(null)));
            cases.add(one("max", type, channel, values -> values.stream().max(order).orElse(null)));
        }
        cases.add(one("sum", BigintType.BIGINT, 2, AggregateSinkTest::sumOfLongs));
        cases.add(one("avg", DoubleType.DOUBLE, 2, values -> values.isEmpty()
                ? null
                : values.stream().mapToDouble(value -> (double) (long) value).sum() / values.size()));
        cases.add(one("count_if", BigintType.BIGINT, 9, values -> values.stream().filter(v -> (boolean) v).count()));
        cases.add(one("bool_and", BooleanType.BOOLEAN, 9,
                values -> values.isEmpty() ? null : (Object) values.stream().allMatch(v -> (boolean) v)));
        cases.add(one("bool_or", BooleanType.BOOLEAN, 9,
                values -> values.isEmpty() ? null : (Object) values.stream().anyMatch(v -> (boolean) v)));
        for (int channel : new int[]{5, 6, 7, 11}) {
            DecimalType type = (DecimalType) COLUMNS.get(channel);
            DecimalType sum = DecimalType.createDecimalType(38, type.getScale());
            cases.add(one("sum", sum, channel, values -> values.isEmpty() ? null : Int128.valueOf(sum(values))));
            cases.add(one("avg", type, channel, values -> average(type, values)));
            cases.add(new Case(new AggregateCall(new Named("sum", sum, List.of(type)), List.of(channel), true,
                    Optional.of(MASK), List.of(new AggregateCall.Ordering(3, SortOrder.DESC_NULLS_FIRST))),
                    values -> distinctSum(values)));
        }
        cases.add(new Case(new AggregateCall(new Named("count", BigintType.BIGINT, List.of(VarcharType.VARCHAR)),
                List.of(8), true, Optional.empty(), List.of()),
                values -> values.stream().filter(Objects::nonNull).distinct().count()));
        return cases;
    }

    private static Object sumOfLongs(List<Object> values) {
        return values.isEmpty() ? null : (Object) values.stream().mapToLong(value -> (long) value).sum();
    }

    private static Object distinctSum(List<Object> values) {
        List<Object> distinct = values.stream().filter(Objects::nonNull).distinct().toList();
        return distinct.isEmpty() ? null : Int128.valueOf(sum(distinct));
    }

    private static BigInteger sum(List<Object> values) {
        return values.stream().map(AggregateSinkTest::unscaled).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger unscaled(Object value) {
        return value instanceof Int128 wide ? wide.toBigInteger() : BigInteger.valueOf((long) value);
    }

    private static Object average(DecimalType type, List<Object> values) {
        if (values.isEmpty()) {
            return null;
        }
        BigInteger average = new BigDecimal(sum(values))
                .divide(BigDecimal.valueOf(values.size()), 0, RoundingMode.HALF_UP).toBigIntegerExact();
        return type.isShort() ? (Object) average.longValueExact() : Int128.valueOf(average);
    }

    private static Comparator<Object> order(Type type) {
        if (type == RealType.REAL) {
            return Comparator.comparing(value -> Float.intBitsToFloat((int) (long) value));
        }
        @SuppressWarnings("unchecked")
        Comparator<Object> natural = (left, right) -> ((Comparable<Object>) left).compareTo(right);
        return natural;
    }

    private static Object value(int channel, int groups, Random random) {
        if (channel > 0 && random.nextInt(5) == 0) {
            return null;
        }
        return switch (channel) {
            case 0 -> (long) random.nextInt(groups);
            case 1 -> Slices.utf8Slice("k".repeat(random.nextInt(2) * 9));
            case 2 -> (long) random.nextInt(1000) - 500;
            // Sums of these are exact, in whichever order
            case 3 -> (double) (random.nextInt(100) - 50) / 4;
            case 4 -> (long) Float.floatToIntBits(random.nextInt(100) - 50);
            case 5 -> (long) (random.nextGaussian() * 1e10);
            case 6 -> random.nextInt(10) == 0 ? 999_999_999_999_999_999L : random.nextLong() >> 5;
            case 7 -> Int128.valueOf(random.nextLong() >> 16, random.nextLong());
            case 8 -> Slices.utf8Slice("text" + random.nextInt(200));
            case 11 -> random.nextInt(3) == 0 ? -99_999_999_999_999L : random.nextLong() >> 18;
            default -> random.nextInt(3) > 0;
        };
    }

    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();

    private static final ScanTarget TARGET = () -> "values";

    private static Aggregate plan(List<Integer> keys, List<AggregateCall> calls) {
        List<Column> columns = IntStream.range(0, COLUMNS.size()).mapToObj(i -> new Column("c" + i, COLUMNS.get(i)))
                .toList();
        List<String> names = IntStream.range(0, calls.size()).mapToObj(i -> "a" + i).toList();
        return new Aggregate(new Scan(TARGET, columns), keys, names, calls, Optional.empty());
    }

    @Test
    void aggregatesLikeAList() throws Exception {
        for (int round = 0; round < 60; round++) {
            long seed = System.nanoTime() + round;
            Random random = new Random(seed);
            List<Integer> keys = List.of(List.<Integer>of(), List.of(0), List.of(1, 0), List.of(1)).get(round % 4);
            run(random, keys, random.nextBoolean() ? 3 : 4000, "seed " + seed);
        }
        assertThat(COMPILER.stats().misses()).as("classes of fused sums").isPositive();
    }

    private static void run(Random random, List<Integer> keys, int groups, String hint) throws Exception {
        List<Case> cases = cases();
        Aggregate plan = plan(keys, cases.stream().map(Case::call).toList());
        Map<List<Object>, List<List<Object>>> rows = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            rows.put(List.of(), new ArrayList<>());
        }
        List<List<Batch>> threads = new ArrayList<>();
        for (int thread = random.nextInt(4); thread > 0; thread--) {
            List<Batch> batches = new ArrayList<>();
            for (int batch = random.nextInt(4); batch > 0; batch--) {
                batches.add(batch(random, keys, groups, rows));
            }
            threads.add(batches);
        }
        Map<List<Object>, List<Object>> actual = aggregate(plan, threads);
        assertThat(actual.keySet()).as(hint).isEqualTo(rows.keySet());
        rows.forEach((key, members) -> {
            List<Object> results = actual.get(key);
            for (int i = 0; i < cases.size(); i++) {
                AggregateCall call = cases.get(i).call();
                int argument = call.arguments().isEmpty() ? 0 : call.arguments().getFirst();
                List<Object> values = new ArrayList<>();
                for (List<Object> row : members) {
                    if (call.mask().isEmpty() || Boolean.TRUE.equals(row.get(MASK))) {
                        values.add(row.get(argument));
                    }
                }
                assertThat(results.get(i)).as(hint + " " + call).isEqualTo(cases.get(i).expected().apply(values));
            }
        });
    }

    private static Batch batch(Random random, List<Integer> keys, int groups,
            Map<List<Object>, List<List<Object>>> rows) {
        int positions = random.nextBoolean() ? 1 + random.nextInt(3) : 1 + random.nextInt(3000);
        List<List<Object>> table = new ArrayList<>();
        for (int i = 0; i < positions; i++) {
            List<Object> row = new ArrayList<>();
            for (int c = 0; c < COLUMNS.size(); c++) {
                row.add(value(c, groups, random));
            }
            table.add(row);
        }
        List<Vector> vectors = new ArrayList<>();
        for (int c = 0; c < COLUMNS.size(); c++) {
            BlockBuilder builder = COLUMNS.get(c).createBlockBuilder(null, positions);
            for (List<Object> row : table) {
                TypeUtils.writeNativeValue(COLUMNS.get(c), builder, row.get(c));
            }
            vectors.add(Vector.of(COLUMNS.get(c), builder.build()));
        }
        Batch batch = Batch.of(positions, vectors);
        if (random.nextBoolean()) {
            int[] selected = random.ints(0, positions).limit(1 + random.nextInt(positions)).sorted().distinct()
                    .toArray();
            batch = batch.select(selected, selected.length);
        }
        for (int i = 0; i < batch.count(); i++) {
            List<Object> row = table.get(batch.rows()[i]);
            List<Object> key = new ArrayList<>();
            keys.forEach(channel -> key.add(row.get(channel)));
            rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        return batch;
    }

    /** Results by key, as one thread per list of batches makes them, in memory and with rows on disk. */
    private static Map<List<Object>, List<Object>> aggregate(Aggregate plan, List<List<Batch>> threads)
            throws Exception {
        Map<List<Object>, List<Object>> results = inMemory(plan, threads);
        for (long bytes : new long[]{1, 400_000}) {
            assertThat(spilled(plan, threads, bytes, false)).as("holding %s bytes", bytes).isEqualTo(results);
        }
        if (FusedSums.of(plan).isPresent()) {
            assertThat(spilled(plan, threads, 400_000, true)).as("fused").isEqualTo(results);
        }
        return results;
    }

    private static Map<List<Object>, List<Object>> inMemory(Aggregate plan, List<List<Batch>> threads)
            throws Exception {
        AggregateSink sink = new AggregateSink(plan);
        inParallel(threads.size(), thread -> {
            Sink.Collector collector = sink.open();
            threads.get(thread).forEach(collector::accept);
            assertThat(collector.retainedBytes()).isNotNegative();
            collector.finish();
        });
        inParallel(sink.mergeTasks(), sink::merge);
        sink.complete();
        assertThat(sink.retainedBytes()).isNotNegative();
        Map<List<Object>, List<Object>> results = new HashMap<>();
        read(plan, new AggregateSource(sink, 0), results);
        return results;
    }

    private static Map<List<Object>, List<Object>> spilled(Aggregate plan, List<List<Batch>> threads, long bytes,
            boolean fused) throws Exception {
        Map<List<Object>, List<Object>> results = new HashMap<>();
        try (Spilling spilling = Spills.holding(bytes)) {
            SpillingAggregate sink = fused ? fused(plan, spilling) : new SpillingAggregate(plan, spilling);
            inParallel(threads.size(), thread -> {
                Sink.Collector collector = sink.open();
                threads.get(thread).forEach(collector::accept);
                assertThat(collector.retainedBytes()).isNotNegative();
                collector.finish();
            });
            inParallel(sink.mergeTasks(), sink::merge);
            sink.complete();
            read(plan, sink.groups(0), results);
            if (!sink.rest(0).isEmpty()) {
                read(plan, sink.rest(0), results);
            }
            sink.release();
            assertThat(spilling.budget().used()).as("bytes that are held afterwards").isZero();
        }
        return results;
    }

    private static SpillingAggregate fused(Aggregate plan, Spilling spilling) {
        FusedSums sums = FusedSums.of(plan).orElseThrow();
        return new SpillingAggregate(plan, spilling, sums, () -> COMPILER.sums(sums.expressions(), 0, null));
    }

    private static void read(Aggregate plan, Source source, Map<List<Object>, List<Object>> results) {
        Source.Reader reader = source.open();
        while (!reader.isFinished()) {
            reader.next().ifPresent(batch -> {
                for (int i = 0; i < batch.count(); i++) {
                    List<Object> row = new ArrayList<>();
                    for (Vector vector : batch.vectors()) {
                        row.add(TypeUtils.readNativeValue(vector.type(), vector.block(), i));
                    }
                    int keys = plan.keys().size();
                    assertThat(results.put(row.subList(0, keys), row.subList(keys, row.size()))).isNull();
                }
            });
        }
        reader.close();
    }

    private interface Task {
        void run(int number);
    }

    private static void inParallel(int count, Task task) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = IntStream.range(0, count).mapToObj(i -> Thread.ofPlatform().start(() -> {
            try {
                task.run(i);
            } catch (Throwable e) {
                synchronized (failures) {
                    failures.add(e);
                }
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.getFirst());
        }
    }

    /** Each thread fills a table, then another without looking rows up, and begins a third. */
    @Test
    void spreadsGroupsThatDoNotFitOneTable() throws Exception {
        AggregateCall sum = new AggregateCall(new Named("sum", BigintType.BIGINT, List.of(BigintType.BIGINT)),
                List.of(0), false, Optional.empty(), List.of());
        Aggregate plan = plan(List.of(0), List.of(sum));
        List<List<Batch>> threads = new ArrayList<>();
        int groups = 500_000;
        for (int thread = 0; thread < 2; thread++) {
            List<Batch> batches = new ArrayList<>();
            for (int start = 0; start < groups; start += 20_000) {
                long[] keys = new long[20_000];
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = start + i;
                }
                Vector vector = Vector.ofLongs(BigintType.BIGINT, keys.length, keys, Optional.empty());
                batches.add(Batch.of(keys.length, List.of(vector)));
                if (start % 60_000 == 0) {
                    batches.add(batches.getLast());
                }
            }
            threads.add(batches);
        }
        Map<List<Object>, List<Object>> results = inMemory(plan, threads);
        assertThat(spilled(plan, threads, 400_000, false)).isEqualTo(results);
        assertThat(results).hasSize(groups);
        results.forEach((key, result) -> {
            long number = (long) key.getFirst();
            assertThat((long) result.getFirst()).isEqualTo(number * (number / 20_000 % 3 == 0 ? 4 : 2));
        });
    }

    @Test
    void saysWhatOverflows() {
        assertThatThrownBy(() -> sumOf(BigintType.BIGINT, BigintType.BIGINT, Long.MAX_VALUE, 1L))
                .hasRootCauseInstanceOf(TrinoException.class).rootCause()
                .hasMessage("bigint addition overflow: 9223372036854775807 + 1");
        Object half = Decimals.MAX_UNSCALED_DECIMAL;
        Type wide = DecimalType.createDecimalType(38, 0);
        assertThatThrownBy(() -> sumOf(wide, wide, half, Int128.ONE)).hasMessage("Decimal overflow");
        assertThatThrownBy(() -> sumOf(wide, wide, half, half, half, half)).hasMessage("Decimal overflow");
    }

    private static void sumOf(Type type, Type result, Object... values) throws Exception {
        BlockBuilder builder = type.createBlockBuilder(null, values.length);
        for (Object value : values) {
            TypeUtils.writeNativeValue(type, builder, value);
        }
        AggregateCall call = new AggregateCall(new Named("sum", result, List.of(type)), List.of(0), false,
                Optional.empty(), List.of());
        Aggregate plan = new Aggregate(new Scan(TARGET, List.of(new Column("x", type))), List.of(), List.of("s"),
                List.of(call), Optional.empty());
        aggregate(plan, List.of(List.of(Batch.of(values.length, List.of(Vector.of(type, builder.build()))))));
    }

    @Test
    void givesEmptySetsOfNoRows() throws Exception {
        AggregateCall count = new AggregateCall(new Named("count", BigintType.BIGINT, List.of()), List.of(), false,
                Optional.empty(), List.of());
        Aggregate plan = new Aggregate(plan(List.of(), List.of()).input(), List.of(1, 2), List.of("n"),
                List.of(count), Optional.of(new Aggregate.EmptySets(1, List.of(1L, 3L))));
        Map<Long, List<Object>> rows = new TreeMap<>();
        aggregate(plan, List.of(List.of())).forEach((key, result) -> {
            assertThat(key.getFirst()).isNull();
            rows.put((long) key.get(1), result);
        });
        assertThat(rows).containsOnly(Map.entry(1L, List.of(0L)), Map.entry(3L, List.of(0L)));
    }
}
