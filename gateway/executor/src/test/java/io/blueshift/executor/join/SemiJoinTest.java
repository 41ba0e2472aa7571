package io.blueshift.executor.join;

import io.airlift.slice.Slice;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.runtime.join.JoinKeys;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.spill.Spills;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

/** Marks of random rows against the definition of IN. */
class SemiJoinTest {
    private static final List<Type> TYPES = List.of(BIGINT, DATE, DOUBLE, VARCHAR, BOOLEAN,
            DecimalType.createDecimalType(38, 0));

    @Test
    void marksAsInDoes() {
        for (int round = 0; round < 200; round++) {
            Random random = new Random(round);
            Type type = TYPES.get(random.nextInt(TYPES.size()));
            int distinct = 1 + random.nextInt(100);
            boolean sparse = random.nextBoolean();
            List<List<Object>> set = rows(type, random.nextInt(100), distinct, sparse, random.nextInt(2) * 0.05,
                    random);
            List<List<Object>> probe = rows(type, random.nextInt(100), distinct, sparse, random.nextInt(2) * 0.2,
                    random);
            assertThat(run(type, set, probe, random)).as("seed " + round + " " + type)
                    .isEqualTo(expected(set, probe));
            assertThat(spilled(type, set, probe, random)).as("spilled, seed " + round + " " + type)
                    .containsExactlyInAnyOrderElementsOf(expected(set, probe));
        }
    }

    private static List<String> spilled(Type type, List<List<Object>> set, List<List<Object>> rows, Random random) {
        List<Type> types = List.of(type);
        Values side = new Values(List.of(new Column("key", type)), List.of());
        try (Spilling spilling = Spills.holding(1)) {
            return SpilledJoinRun.run(SpillableJoin.of(new SemiJoin(side, 0, side, 0, "mark"), spilling), spilling,
                    JoinRows.batches(types, rows, 20, random), JoinRows.batches(types, set, 20, random), false,
                    random);
        }
    }

    private static List<List<Object>> rows(Type type, int count, int distinct, boolean sparse, double nulls,
            Random random) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.asList(JoinRows.value(type, distinct, sparse, nulls, random)));
        }
        return rows;
    }

    private static List<String> run(Type type, List<List<Object>> set, List<List<Object>> rows, Random random) {
        List<Type> types = List.of(type);
        JoinBuild build = new JoinBuild(new BuildShape(JoinKeys.identical(types, BuildShapes.TYPE_OPERATORS), types,
                List.of(0), List.of(), true, false));
        JoinTest.fill(build, JoinRows.batches(types, set, 20, random), 1 + random.nextInt(3));
        Step probe = new SemiJoinProbe(build.table(), 0);
        List<String> texts = new ArrayList<>();
        for (Batch batch : JoinRows.batches(types, rows, 20, random)) {
            probe.accept(batch);
            texts.addAll(JoinRows.texts(probe.next().orElseThrow(), random));
        }
        return texts;
    }

    private static List<String> expected(List<List<Object>> set, List<List<Object>> rows) {
        List<Object> values = set.stream().<Object>map(row -> String.valueOf(same(row.getFirst()))).toList();
        List<String> texts = new ArrayList<>();
        for (List<Object> row : rows) {
            Object value = row.getFirst();
            Boolean mark = value == null ? null : (Boolean) values.contains(String.valueOf(same(value)));
            if (mark == Boolean.FALSE && values.contains("null")) {
                mark = null;
            }
            texts.add(JoinRows.text(Arrays.asList(value, set.isEmpty() ? Boolean.FALSE : mark)));
        }
        return texts;
    }

    /** Both zeros are one. */
    private static Object same(Object value) {
        return value instanceof Double number && number == 0
                ? (Object) 0.0
                : value instanceof Slice slice ? slice.toStringUtf8() : value;
    }
}
