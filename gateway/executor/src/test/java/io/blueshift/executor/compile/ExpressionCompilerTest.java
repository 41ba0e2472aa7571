package io.blueshift.executor.compile;

import io.airlift.slice.Slices;
import io.blueshift.executor.ir.And;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Case;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.In;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Or;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Compiled expressions give what their description says, over columns of every form.
 */
final class ExpressionCompilerTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler();

    @Test
    void randomExpressions() {
        for (int round = 0; round < 400; round++) {
            long seed = Long.getLong("seed", System.nanoTime());
            try {
                check(new Random(seed));
            } catch (Throwable e) {
                throw new AssertionError("-Dseed=" + seed, e);
            }
        }
    }

    @Test
    void rowsThatCostMuchAreInterrupted() {
        Expression text = new Constant(VARCHAR, Optional.of(Slices.utf8Slice("t")));
        RowExpressions compiled = compiler.compile(List.of(),
                List.of(new Call(TestFunctions.concat(), List.of(new Input(0, "c", VARCHAR), text))),
                TestFunctions.noSession());
        BlockBuilder texts = VARCHAR.createBlockBuilder(null, 1);
        VARCHAR.writeString(texts, "some");
        Batch batch = Batch.of(1, List.of(Vector.of(VARCHAR, texts.build())));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> compiled.project(batch)).isInstanceOf(TrinoException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(VARCHAR.getSlice(compiled.project(batch).vector(0).block(), 0).toStringUtf8()).isEqualTo("somet");
    }

    private void check(Random random) {
        RandomExpressions expressions = new RandomExpressions(random);
        boolean nulls = random.nextBoolean();
        Expression condition = expressions.expression(BOOLEAN, random.nextInt(4));
        Expression projection = expressions.expression(
                RandomExpressions.TYPES.get(random.nextInt(RandomExpressions.TYPES.size())), random.nextInt(5));
        RowExpressions compiled = compiler.compile(List.of(condition), List.of(projection, new Input(0, "c", BIGINT)),
                TestFunctions.noSession());
        for (int i = 0; i < 3; i++) {
            Batch batch = batch(random, expressions, nulls);
            checkFilter(condition, compiled, batch);
            checkProjection(projection, compiled, batch);
        }
    }

    private static void checkFilter(Expression condition, RowExpressions compiled, Batch batch) {
        List<Integer> expected = new ArrayList<>();
        boolean fails = false;
        for (int i = 0; i < batch.count() && !fails; i++) {
            try {
                if (Boolean.TRUE.equals(Oracle.evaluate(condition, batch, batch.rows()[i]))) {
                    expected.add(batch.rows()[i]);
                }
            } catch (TrinoException | ArithmeticException e) {
                fails = true;
            }
        }
        if (fails) {
            assertThatThrownBy(() -> compiled.filter(batch)).isInstanceOfAny(TrinoException.class,
                    ArithmeticException.class);
            return;
        }
        Batch actual = compiled.filter(batch);
        assertThat(IntStream.range(0, actual.count()).mapToObj(i -> actual.rows()[i])).isEqualTo(expected);
    }

    private static void checkProjection(Expression projection, RowExpressions compiled, Batch batch) {
        List<Object> expected = new ArrayList<>();
        boolean fails = false;
        for (int i = 0; i < batch.count() && !fails; i++) {
            try {
                expected.add(Oracle.evaluate(projection, batch, batch.rows()[i]));
            } catch (TrinoException | ArithmeticException e) {
                fails = true;
            }
        }
        if (fails) {
            assertThatThrownBy(() -> compiled.project(batch)).isInstanceOfAny(TrinoException.class,
                    ArithmeticException.class);
            return;
        }
        Batch actual = compiled.project(batch);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < actual.count(); i++) {
            values.add(readNativeValue(projection.type(), actual.vector(0).block(), actual.rows()[i]));
        }
        assertThat(values).isEqualTo(expected);
    }

    private static Batch batch(Random random, RandomExpressions expressions, boolean nulls) {
        int positions = 1 + random.nextInt(150);
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < RandomExpressions.columns(); i++) {
            Type type = RandomExpressions.TYPES.get(i / 2);
            Block block = block(random, expressions, type, positions, nulls);
            vectors.add(random.nextBoolean()
                    ? Vector.of(type, block)
                    : Vector.lazy(type, positions, () -> block));
        }
        Batch batch = Batch.of(positions, vectors);
        if (random.nextBoolean()) {
            int[] rows = IntStream.range(0, positions).filter(_ -> random.nextInt(3) > 0).toArray();
            batch = batch.select(rows, rows.length);
        }
        return batch;
    }

    private static Block block(Random random, RandomExpressions expressions, Type type, int positions, boolean nulls) {
        int form = random.nextInt(3);
        int distinct = form == 0 ? positions : form == 1 ? 1 + random.nextInt(10) : 1;
        BlockBuilder builder = type.createBlockBuilder(null, distinct);
        for (int i = 0; i < distinct; i++) {
            Object value = expressions.value(type);
            while (value == null && !nulls) {
                value = expressions.value(type);
            }
            writeNativeValue(type, builder, value);
        }
        Block values = builder.build();
        return switch (form) {
            case 0 -> values;
            case 1 -> DictionaryBlock.create(positions, values,
                    IntStream.range(0, positions).map(_ -> random.nextInt(distinct)).toArray());
            default -> RunLengthEncodedBlock.create(values, positions);
        };
    }

    @Test
    void literalsAndColumnsAreParameters() {
        run(less(0, 5), numbers(1, 7));
        run(less(0, 6), numbers(1, 7));
        run(less(1, 8), numbers(1, 7), numbers(9, 7));
        assertThat(compiler.stats().misses()).isEqualTo(1);
        assertThat(compiler.stats().hits()).isEqualTo(2);
        assertThat(run(less(0, 5), numbers(1, 7))).containsExactly(0);
        assertThat(run(less(0, 8), numbers(1, 7))).containsExactly(0, 1);
    }

    @Test
    void rejectedRowsRaiseNoError() {
        Expression divides = new Call(TestFunctions.lessThan(BIGINT), List.of(
                new Call(TestFunctions.divide(), List.of(number(10), column(0))), number(100)));
        Expression isNotZero = new Call(TestFunctions.lessThan(BIGINT), List.of(number(0), column(0)));
        Batch batch = Batch.of(3, List.of(numbers(0, 5, 0)));
        RowExpressions guarded = compiler.compile(List.of(isNotZero, divides), List.of(), TestFunctions.noSession());
        assertThat(guarded.filter(batch).count()).isEqualTo(1);
        RowExpressions unguarded = compiler.compile(List.of(divides, isNotZero), List.of(), TestFunctions.noSession());
        assertThatThrownBy(() -> unguarded.filter(batch)).hasMessage("Division by zero");
    }

    @Test
    void columnsOfLaterConjunctsStayUnloaded() {
        Vector unread = Vector.lazy(BIGINT, 2, () -> {
            throw new AssertionError("was loaded");
        });
        RowExpressions none = compiler.compile(List.of(less(0, 0), less(1, 5)), List.of(), TestFunctions.noSession());
        assertThat(none.filter(Batch.of(2, List.of(numbers(1, 7), unread))).count()).isZero();
        RowExpressions passed = compiler.compile(List.of(), List.of(column(1)), TestFunctions.noSession());
        assertThat(passed.project(Batch.of(2, List.of(numbers(1, 7), unread))).vector(0)).isSameAs(unread);
    }

    @Test
    void entriesThatDoNotOccurRaiseNoError() {
        BlockBuilder entries = VARCHAR.createBlockBuilder(null, 3);
        List.of("a", "abc", "fails").forEach(text -> VARCHAR.writeSlice(entries, Slices.utf8Slice(text)));
        Expression length = new Call(TestFunctions.length(), List.of(new Input(0, "text", VARCHAR)));
        Expression divides = new Call(TestFunctions.divide(), List.of(number(12), new Case(List.of(new Case.When(
                new Call(TestFunctions.lessThan(BIGINT), List.of(length, number(4))), length)), number(0))));
        RowExpressions divided = compiler.compile(List.of(), List.of(divides), TestFunctions.noSession());
        Block values = entries.build();
        Vector harmless = Vector.of(VARCHAR, DictionaryBlock.create(4, values, new int[]{1, 0, 0, 1}));
        assertThat(divided.project(Batch.of(4, List.of(harmless))).vector(0).longs()).containsExactly(4, 12, 12, 4);
        Vector harmful = Vector.of(VARCHAR, DictionaryBlock.create(4, values, new int[]{1, 0, 2, 1}));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> divided.project(Batch.of(4, List.of(harmful)))).hasMessage("Division by zero");
        }
        assertThat(divided.project(Batch.of(4, List.of(harmful)).select(new int[]{0, 1, 3}, 3)).vector(0).longs())
                .startsWith(4, 12).endsWith(4);
    }

    @Test
    void stateIsPerThread() {
        Call count = new Call(TestFunctions.counter(), List.of());
        for (int i = 0; i < 2; i++) {
            RowExpressions counting = compiler.compile(List.of(), List.of(count), TestFunctions.noSession());
            assertThat(counting.project(Batch.of(3, List.of())).vector(0).longs()).containsExactly(1, 2, 3);
            assertThat(counting.project(Batch.of(2, List.of())).vector(0).longs()).containsExactly(4, 5);
        }
    }

    @Test
    void thousandsOfTerms() {
        List<Expression> terms = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            terms.add(new And(List.of(less(0, i - 2), new Call(TestFunctions.lessThan(BIGINT), List.of(number(i - 4),
                    column(0))))));
        }
        assertThat(run(new Or(terms), numbers(-3, 4997, 77, 9000))).containsExactly(0, 2);
        assertThat(compiler.stats().splits()).isPositive();
        List<Case.When> branches = terms.stream().map(term -> new Case.When(term, column(0))).toList();
        RowExpressions cases = compiler.compile(List.of(), List.of(new Case(branches, number(-1))),
                TestFunctions.noSession());
        assertThat(cases.project(Batch.of(3, List.of(numbers(4, 4000, 9000)))).vector(0).longs())
                .containsExactly(4, 4000, -1);
        Expression sum = column(0);
        for (int i = 0; i < 500; i++) {
            sum = new Call(TestFunctions.add(), List.of(sum, number(i)));
        }
        RowExpressions sums = compiler.compile(List.of(), List.of(sum), TestFunctions.noSession());
        assertThat(sums.project(Batch.of(1, List.of(numbers(1)))).vector(0).longs()).containsExactly(124751);
        List<Expression> literals = IntStream.range(0, 5000).<Expression>mapToObj(i -> number(2L * i)).toList();
        assertThat(run(new In(column(0), literals, TestFunctions.equality(BIGINT)), numbers(4, 5, 9998, 10000)))
                .containsExactly(0, 2);
    }

    @Test
    void dumpsWhatItGenerates(@TempDir Path directory) throws IOException {
        ExpressionCompiler dumping = ExpressionCompiler.dumpingTo(directory);
        dumping.compile(List.of(less(0, 5)), List.of(), TestFunctions.noSession())
                .filter(Batch.of(1, List.of(numbers(1))));
        try (var files = Files.walk(directory)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).anyMatch(file -> file.toString().endsWith(".class"));
            Path source = all.stream().filter(file -> file.toString().endsWith(".txt")).findAny().orElseThrow();
            assertThat(source).content().contains("// <(column0 bigint, ?0 bigint)").contains("selected");
        }
    }

    private List<Integer> run(Expression condition, Vector... vectors) {
        Batch result = compiler.compile(List.of(condition), List.of(), TestFunctions.noSession())
                .filter(Batch.of(vectors[0].positions(), List.of(vectors)));
        return IntStream.range(0, result.count()).mapToObj(i -> result.rows()[i]).toList();
    }

    private static Expression less(int channel, long value) {
        return new Call(TestFunctions.lessThan(BIGINT), List.of(column(channel), number(value)));
    }

    private static Input column(int channel) {
        return new Input(channel, "c" + channel, BIGINT);
    }

    private static Constant number(long value) {
        return new Constant(BIGINT, Optional.of(value));
    }

    private static Vector numbers(long... values) {
        return Vector.ofLongs(BIGINT, values.length, values, Optional.empty());
    }
}
