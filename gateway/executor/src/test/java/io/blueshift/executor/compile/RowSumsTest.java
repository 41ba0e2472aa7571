package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Case;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.runtime.aggregate.PartialSum;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.function.OperatorType;
import io.trino.spi.type.DecimalType;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sums of expressions over random decimals are those that big integers give. */
final class RowSumsTest {
    private static final DecimalType NARROW = createDecimalType(7, 0);
    private static final DecimalType SHORT = createDecimalType(18, 0);
    private static final int GROUPS = 3;

    private final ExpressionCompiler compiler = new ExpressionCompiler();

    /** An expression, and its value in a row: null for NULL. */
    private record Term(Expression expression, IntFunction<BigInteger> value) {
        DecimalType type() {
            return (DecimalType) expression.type();
        }
    }

    @Test
    void sumsOfRandomExpressions() {
        for (int round = 0; round < 300; round++) {
            long seed = Long.getLong("seed", System.nanoTime());
            try {
                check(new Random(seed));
            } catch (Throwable e) {
                throw new AssertionError("-Dseed=" + seed, e);
            }
        }
    }

    private void check(Random random) {
        int positions = 1 + random.nextInt(200);
        List<Vector> vectors = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        boolean nulls = random.nextBoolean();
        for (int column = 0; column < 4; column++) {
            DecimalType type = column < 2 ? NARROW : SHORT;
            long[] values = column(random, type, positions);
            Optional<long[]> validity = nulls
                    ? Optional.of(random.longs(Bitmap.wordsForBits(positions)).toArray())
                    : Optional.empty();
            vectors.add(Vector.ofLongs(type, positions, values, validity));
            terms.add(new Term(new Input(column, "c" + column, type),
                    row -> validity.isPresent() && !Bitmap.isSet(validity.get(), 0, row)
                            ? null
                            : BigInteger.valueOf(values[row])));
        }
        // Later terms have earlier ones as parts
        for (int i = 0; i < 6; i++) {
            term(random, terms).ifPresent(terms::add);
        }
        Batch batch = Batch.of(positions, vectors);
        if (random.nextBoolean()) {
            int[] rows = IntStream.range(0, positions).filter(_ -> random.nextInt(3) > 0).toArray();
            batch = batch.select(rows, rows.length);
        }
        check(terms, batch, random.ints(batch.count(), 0, GROUPS).toArray());
    }

    private static long[] column(Random random, DecimalType type, int positions) {
        long bound = BigInteger.TEN.pow(type.getPrecision()).longValueExact();
        boolean extreme = random.nextBoolean();
        return IntStream.range(0, positions)
                .mapToLong(_ -> extreme ? bound - 1 : random.nextLong(-bound + 1, bound)).toArray();
    }

    private static Optional<Term> term(Random random, List<Term> terms) {
        Term left = terms.get(random.nextInt(terms.size()));
        Term right = terms.get(random.nextInt(terms.size()));
        int digits = left.type().getPrecision() + right.type().getPrecision();
        int widest = Math.max(left.type().getPrecision(), right.type().getPrecision());
        return switch (random.nextInt(4)) {
            case 0 -> Optional.of(negativeOrNull(left));
            case 1 -> widest == 38
                    ? Optional.empty()
                    : Optional.of(call(OperatorType.SUBTRACT, widest + 1, left, right));
            default -> digits > 38
                    ? Optional.empty()
                    : Optional.of(call(OperatorType.MULTIPLY, digits, left, right));
        };
    }

    private static Term call(OperatorType operator, int digits, Term left, Term right) {
        DecimalType type = createDecimalType(digits, 0);
        return new Term(
                new Call(TestFunctions.decimal(operator, type, left.type(), right.type()),
                        List.of(left.expression(), right.expression())),
                row -> {
                    BigInteger one = left.value().apply(row);
                    BigInteger other = right.value().apply(row);
                    if (one == null || other == null) {
                        return null;
                    }
                    return operator == OperatorType.MULTIPLY ? one.multiply(other) : one.subtract(other);
                });
    }

    /** NULL for what is at least zero, by a CASE whose branch has the term again. */
    private static Term negativeOrNull(Term term) {
        if (!term.type().isShort()) {
            return term;
        }
        Expression zero = new Constant(term.type(), Optional.of(0L));
        Expression negative = new Call(TestFunctions.lessThan(term.type()), List.of(term.expression(), zero));
        return new Term(new Case(List.of(new Case.When(negative, term.expression())),
                new Constant(term.type(), Optional.empty())),
                row -> {
                    BigInteger value = term.value().apply(row);
                    return value != null && value.signum() < 0 ? value : null;
                });
    }

    private void check(List<Term> terms, Batch batch, int[] groups) {
        List<Expression> expressions = terms.stream().map(Term::expression).toList();
        RowSums sums = compiler.sums(expressions, 0, TestFunctions.noSession());
        long[] words = new long[GROUPS * sums.words()];
        sums.add(batch, groups, words);
        for (int group = 0; group < GROUPS; group++) {
            check(sums, terms, batch, groups, group, words, group * sums.words());
        }
        long[] total = new long[sums.words()];
        sums.addAll(batch, total);
        check(sums, terms, batch, new int[groups.length], 0, total, 0);
    }

    private static void check(RowSums sums, List<Term> terms, Batch batch, int[] groups, int group, long[] words,
            int at) {
        int[] rows = IntStream.range(0, batch.count()).filter(i -> groups[i] == group).map(i -> batch.rows()[i])
                .toArray();
        assertThat(words[at]).isEqualTo(rows.length);
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            List<BigInteger> values = IntStream.of(rows).mapToObj(term.value()).filter(value -> value != null).toList();
            assertThat(sums.values(i, words, at)).as("values of %s", term.expression()).isEqualTo(values.size());
            assertThat(sum(PartialSum.of(term.type()).orElseThrow(), words, at + sums.sumPlace(i)))
                    .as("sum of %s", term.expression())
                    .isEqualTo(values.stream().reduce(BigInteger.ZERO, BigInteger::add));
        }
    }

    private static BigInteger sum(PartialSum form, long[] words, int at) {
        BigInteger sum = BigInteger.ZERO;
        for (int word = form.words() - 1; word >= 0; word--) {
            sum = sum.shiftLeft(Integer.SIZE).add(BigInteger.valueOf(words[at + word]));
        }
        return sum;
    }

    @Test
    void errorsOfExpressionsComeOut() {
        DecimalType wide = createDecimalType(38, 0);
        Input column = new Input(0, "c", SHORT);
        Expression square = new Call(TestFunctions.decimal(OperatorType.MULTIPLY, createDecimalType(36, 0), SHORT,
                SHORT), List.of(column, column));
        Expression cube = new Call(TestFunctions.decimal(OperatorType.MULTIPLY, wide, square.type(), SHORT),
                List.of(square, column));
        RowSums sums = compiler.sums(List.of(square, cube), 0, TestFunctions.noSession());
        Batch small = Batch.of(2, List.of(Vector.ofLongs(SHORT, 2, new long[]{3, -4}, Optional.empty())));
        long[] words = new long[sums.words()];
        sums.addAll(small, words);
        assertThat(sum(PartialSum.QUARTERS, words, sums.sumPlace(1))).isEqualTo(BigInteger.valueOf(-37));
        Batch large = Batch.of(2,
                List.of(Vector.ofLongs(SHORT, 2, new long[]{3, 999_999_999_999_999_999L}, Optional.empty())));
        assertThatThrownBy(() -> sums.addAll(large, new long[sums.words()])).hasMessage("Decimal overflow");
    }

    @Test
    void sharesCodeBetweenLiterals() {
        for (long factor : new long[]{2, 3}) {
            Expression product = new Call(TestFunctions.decimal(OperatorType.MULTIPLY, createDecimalType(14, 0), NARROW,
                    NARROW),
                    List.of(new Input(0, "c", NARROW), new Constant(NARROW, Optional.of(factor))));
            RowSums sums = compiler.sums(List.of(product, new Input(0, "c", NARROW)), 1, TestFunctions.noSession());
            long[] words = new long[sums.words()];
            Vector other = Vector.ofLongs(BIGINT, 2, new long[2], Optional.empty());
            Vector numbers = Vector.ofLongs(NARROW, 2, new long[]{5, 6}, Optional.empty());
            sums.addAll(Batch.of(2, List.of(other, numbers)), words);
            assertThat(words[sums.sumPlace(0)]).isEqualTo(11 * factor);
        }
        assertThat(compiler.stats().misses()).isEqualTo(1);
    }
}
