package io.blueshift.executor.join;

import io.airlift.slice.Slices;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.ScanTarget;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.spill.Spills;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

/** Joins of random rows against a nested loop over them. */
class JoinTest {
    private static final List<Type> KEY_TYPES = List.of(BIGINT, INTEGER, DATE, DOUBLE, VARCHAR,
            DecimalType.createDecimalType(38, 0), DecimalType.createDecimalType(12, 2));

    private record Side(List<Type> types, List<List<Object>> rows) {
        private PlanNode node(String name) {
            List<Column> columns = IntStream.range(0, types.size())
                    .mapToObj(channel -> new Column(name + channel, types.get(channel))).toList();
            return new Scan(new Nowhere(), columns);
        }
    }

    private record Nowhere() implements ScanTarget {
        @Override
        public String description() {
            return "nowhere";
        }
    }

    @Test
    void everyShapeOfKeys() {
        for (int round = 0; round < 80; round++) {
            long seed = 1_000 + round;
            Random random = new Random(seed);
            List<Type> keys = new ArrayList<>();
            int keyCount = random.nextInt(4);
            for (int i = 0; i < keyCount; i++) {
                keys.add(KEY_TYPES.get(random.nextInt(KEY_TYPES.size())));
            }
            int distinct = 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
            boolean sparse = random.nextBoolean();
            int rows = keyCount == 0 ? 40 : 150;
            Side left = side(keys, random.nextInt(rows), distinct, sparse, random);
            Side right = side(keys, random.nextInt(rows), distinct, sparse, random);
            check(left, right, keyCount, random, "seed " + seed);
        }
    }

    @Test
    void emptySides() {
        Random random = new Random(1);
        Side none = side(List.of(BIGINT), 0, 1, false, random);
        Side some = side(List.of(BIGINT), 50, 20, false, random);
        check(none, some, 1, random, "empty probe");
        check(some, none, 1, random, "empty build");
        check(none, none, 1, random, "both empty");
        check(some, none, 0, random, "cross with nothing");
    }

    @Test
    void largeBuildsWithFewAndManyDuplicates() {
        for (int distinct : new int[]{1_000, 150_000, 10_000_000}) {
            for (boolean sparse : new boolean[]{false, true}) {
                Random random = new Random(distinct);
                Side right = side(List.of(BIGINT), 200_000, distinct, sparse, random);
                Side left = side(List.of(BIGINT), 500, distinct, sparse, random);
                checkAgainstCounts(left, right, random);
            }
        }
    }

    @Test
    void oneKeyWithManyRows() {
        Random random = new Random(3);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            rows.add(Arrays.asList(i % 1000 == 0 ? (Object) (long) i : (Object) 7L, (long) i, null));
        }
        Side right = new Side(List.of(BIGINT, BIGINT, VARCHAR), rows);
        Side left = new Side(right.types(), rows.subList(0, 3));
        checkAgainstCounts(left, right, random);
    }

    @Test
    void leavesOutDuplicatesOnlyOfWhatIsDelivered() {
        List<List<Object>> rows = List.of(List.of(7L, 1L), List.of(7L, 2L));
        Side side = new Side(List.of(BIGINT, BIGINT), rows);
        Join ofBoth = anyMatch(join(side, side, Join.Type.INNER, 1, List.of(1, 3), false));
        assertThat(run(ofBoth, side, side, Optional.empty(), new Random(4))).hasSize(4).doesNotHaveDuplicates();
        Join ofLeft = anyMatch(join(side, side, Join.Type.INNER, 1, List.of(1), false));
        assertThat(run(ofLeft, side, side, Optional.empty(), new Random(4))).hasSize(2).doesNotHaveDuplicates();
    }

    private static Side side(List<Type> keys, int rows, int distinct, boolean sparse, Random random) {
        List<Type> types = new ArrayList<>(keys);
        types.add(BIGINT);
        types.add(VARCHAR);
        double nulls = random.nextInt(3) == 0 ? 0.1 : 0;
        List<List<Object>> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<Object> row = new ArrayList<>();
            keys.forEach(type -> row.add(JoinRows.value(type, distinct, sparse, nulls, random)));
            row.add((long) i);
            row.add(JoinRows.value(VARCHAR, 20, false, 0.1, random));
            all.add(row);
        }
        return new Side(types, all);
    }

    private static void checkAgainstCounts(Side left, Side right, Random random) {
        Join join = join(left, right, Join.Type.INNER, 1, List.of(1, 4), false);
        List<String> actual = run(join, left, right, Optional.empty(), random);
        Map<Object, List<Object>> builds = new HashMap<>();
        right.rows().forEach(row -> builds.computeIfAbsent(row.get(0), _ -> new ArrayList<>()).add(row.get(1)));
        List<String> expected = new ArrayList<>();
        for (List<Object> probe : left.rows()) {
            List<Object> matches = probe.get(0) == null ? List.of() : builds.getOrDefault(probe.get(0), List.of());
            matches.forEach(build -> expected.add(JoinRows.text(List.of(probe.get(1), build))));
        }
        assertSame(actual, expected, "large");
        assertSame(spilled(join, left, right, Optional.empty(), random), expected, "large, spilled");
    }

    private static void check(Side left, Side right, int keys, Random random, String what) {
        int columns = left.types().size() + right.types().size();
        List<Integer> outputs = new ArrayList<>(IntStream.range(0, columns).boxed().toList());
        Collections.shuffle(outputs, random);
        for (Join.Type type : Join.Type.values()) {
            for (boolean filtered : new boolean[]{false, true}) {
                List<Integer> wanted = outputs(outputs, type, left.types().size(), random);
                Join join = join(left, right, type, keys, wanted, filtered);
                Optional<Step.Factory> filter = filtered
                        ? Optional.of(() -> new SumFilter(keys, left.types().size() + keys))
                        : Optional.empty();
                List<String> actual = run(join, left, right, filter, random);
                List<String> expected = NestedLoop.join(left.rows(), left.types().size(), right.rows(),
                        right.types().size(), join, keys);
                String which = what + " " + join.type() + (filtered ? " filtered" : "");
                assertSame(actual, expected, which);
                assertSame(spilled(join, left, right, filter, random), expected, which + " spilled");
                assertThat(new HashSet<>(run(anyMatch(join), left, right, filter, random)))
                        .as(which + " without duplicates").isEqualTo(new HashSet<>(expected));
                if (random.nextInt(4) == 0) {
                    assertThat(new HashSet<>(spilled(anyMatch(join), left, right, filter, random)))
                            .as(which + " without duplicates, spilled").isEqualTo(new HashSet<>(expected));
                }
            }
        }
    }

    private static List<Integer> outputs(List<Integer> all, Join.Type type, int left, Random random) {
        List<Integer> possible = all.stream().filter(channel -> channel < left ? !type.isOfRight() : !type.isOfLeft())
                .toList();
        return random.nextBoolean() ? possible : possible.subList(0, 1 + random.nextInt(possible.size()));
    }

    private static Join join(Side left, Side right, Join.Type type, int keys, List<Integer> outputs,
            boolean filtered) {
        return new Join(left.node("l"), right.node("r"), type,
                IntStream.range(0, keys).mapToObj(key -> new Join.Key(key, key)).toList(),
                filtered ? Optional.of(NestedLoop.filter(keys, left.types().size() + keys)) : Optional.empty(), outputs,
                false);
    }

    private static Join anyMatch(Join join) {
        return new Join(join.left(), join.right(), join.type(), join.keys(), join.filter(), join.outputs(), true);
    }

    private static void assertSame(List<String> actual, List<String> expected, String what) {
        Collections.sort(actual);
        Collections.sort(expected);
        assertThat(actual).as(what).hasSameSizeAs(expected);
        assertThat(actual.equals(expected)).as(what).isTrue();
    }

    private static List<String> run(Join join, Side left, Side right, Optional<Step.Factory> filter, Random random) {
        JoinBuild build = new JoinBuild(BuildShapes.of(join));
        fill(build, JoinRows.batches(right.types(), right.rows(), rowsMax(right, random), random),
                1 + random.nextInt(3));
        List<String> texts = new ArrayList<>();
        PairKind.Operators operators = new JoinPairs(join, filter).operators(build);
        List<Step> probes = List.of(operators.probe().open(), operators.probe().open());
        for (Batch batch : JoinRows.batches(left.types(), left.rows(), rowsMax(left, random), random)) {
            Step probe = probes.get(random.nextInt(2));
            probe.accept(batch);
            for (Optional<Batch> out = probe.next(); out.isPresent(); out = probe.next()) {
                assertThat(out.get().count()).isPositive();
                texts.addAll(JoinRows.texts(out.get(), random));
            }
        }
        if (join.type().endsWithRight()) {
            Source.Reader reader = operators.afterwards().orElseThrow().open();
            while (!reader.isFinished()) {
                reader.next().ifPresent(batch -> texts.addAll(JoinRows.texts(batch, random)));
            }
        }
        return texts;
    }

    private static List<String> spilled(Join join, Side left, Side right, Optional<Step.Factory> filter,
            Random random) {
        // With the larger one, some tables fit and others have parts that do
        try (Spilling spilling = Spills.holding(random.nextBoolean() ? 1 : 300_000)) {
            return SpilledJoinRun.run(SpillableJoin.of(join, filter, spilling), spilling,
                    JoinRows.batches(left.types(), left.rows(), rowsMax(left, random), random),
                    JoinRows.batches(right.types(), right.rows(), rowsMax(right, random), random),
                    join.type().endsWithRight(), random);
        }
    }

    @Test
    void aKeyThatDoesNotFitIsJoinedInParts() {
        Random random = new Random(5);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(Arrays.asList(i % 5000 == 0 ? (Object) (long) i : (Object) 7L, (long) i,
                    Slices.utf8Slice("x".repeat(i % 10))));
        }
        Side right = new Side(List.of(BIGINT, BIGINT, VARCHAR), rows);
        Side left = new Side(right.types(), List.of(rows.get(0), rows.get(1), Arrays.asList(7L, 1L, null),
                Arrays.asList(-1L, 3L, null), Arrays.asList(null, 4L, null)));
        for (Join.Type type : Join.Type.values()) {
            for (boolean filtered : new boolean[]{false, true}) {
                List<Integer> outputs = outputs(List.of(1, 4, 5), type, 3, random);
                Join join = join(left, right, type, 1, outputs, filtered);
                Optional<Step.Factory> filter = filtered ? Optional.of(() -> new SumFilter(1, 4)) : Optional.empty();
                List<String> expected = NestedLoop.join(left.rows(), 3, right.rows(), 3, join, 1);
                try (Spilling spilling = Spills.holding(300_000)) {
                    List<String> actual = SpilledJoinRun.run(SpillableJoin.of(join, filter, spilling), spilling,
                            JoinRows.batches(left.types(), left.rows(), 3, random),
                            JoinRows.batches(right.types(), right.rows(), 1000, random), type.endsWithRight(), random);
                    assertSame(actual, expected, type + (filtered ? " filtered" : ""));
                    assertThat(spilling.filesMade()).as("files of two levels").isEqualTo(4);
                }
            }
        }
    }

    private static int rowsMax(Side side, Random random) {
        return side.rows().size() > 1000 ? 1_000 : switch (random.nextInt(3)) {
            case 0 -> 1;
            case 1 -> 20;
            default -> 1000;
        };
    }

    static void fill(Sink build, List<Batch> batches, int threads) {
        List<Sink.Collector> collectors = IntStream.range(0, threads).mapToObj(_ -> build.open()).toList();
        for (int i = 0; i < batches.size(); i++) {
            collectors.get(i % threads).accept(batches.get(i));
        }
        collectors.forEach(Sink.Collector::finish);
        IntStream.range(0, build.mergeTasks()).parallel().forEach(build::merge);
        build.complete();
        assertThat(build.retainedBytes()).isNotNegative();
    }

    /** Keeps pairs whose numbers add up to one that three does not divide. */
    private static final class SumFilter implements Step {
        private final int left;
        private final int right;
        private Optional<Batch> output = Optional.empty();

        private SumFilter(int left, int right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public void accept(Batch input) {
            long[] leftLongs = input.vector(left).longs();
            long[] rightLongs = input.vector(right).longs();
            int[] rows = new int[input.count()];
            int count = 0;
            for (int i = 0; i < input.count(); i++) {
                int row = input.rows()[i];
                rows[count] = row;
                count += (leftLongs[row] + rightLongs[row]) % 3 != 0 ? 1 : 0;
            }
            output = count == 0 ? Optional.empty() : Optional.of(input.select(rows, count));
        }

        @Override
        public Optional<Batch> next() {
            Optional<Batch> next = output;
            output = Optional.empty();
            return next;
        }
    }
}
