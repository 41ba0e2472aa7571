package io.blueshift.executor.compile;

import io.airlift.slice.Slices;
import io.blueshift.executor.ir.And;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Case;
import io.blueshift.executor.ir.Coalesce;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.In;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.IsNull;
import io.blueshift.executor.ir.Let;
import io.blueshift.executor.ir.Local;
import io.blueshift.executor.ir.Or;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * Expressions of any form over two columns of each of four types.
 */
final class RandomExpressions {
    static final List<Type> TYPES = List.of(BIGINT, DOUBLE, BOOLEAN, VARCHAR);

    private final Random random;
    private final List<Local> locals = new ArrayList<>();
    private int nextSlot;

    RandomExpressions(Random random) {
        this.random = random;
    }

    /** Columns 0 and 1 are of the first type, and so on. */
    static int columns() {
        return 2 * TYPES.size();
    }

    Expression expression(Type type, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf(type);
        }
        return switch (random.nextInt(6)) {
            case 0 -> new Case(List.of(new Case.When(expression(BOOLEAN, depth - 1), expression(type, depth - 1)),
                    new Case.When(expression(BOOLEAN, depth - 1), expression(type, depth - 1))),
                    expression(type, depth - 1));
            case 1 -> new Coalesce(List.of(expression(type, depth - 1), expression(type, depth - 1)));
            case 2 -> let(type, depth);
            default -> ofType(type, depth);
        };
    }

    private Expression let(Type type, int depth) {
        Expression value = expression(TYPES.get(random.nextInt(TYPES.size())), depth - 1);
        Local local = new Local(nextSlot++, value.type());
        locals.add(local);
        Expression body = expression(type, depth - 1);
        locals.remove(local);
        return new Let(local.slot(), value, body);
    }

    private Expression ofType(Type type, int depth) {
        if (type.equals(BIGINT)) {
            return number(depth);
        }
        if (type.equals(DOUBLE)) {
            return new Call(TestFunctions.addDoubles(), two(DOUBLE, depth));
        }
        return type.equals(BOOLEAN) ? condition(depth) : new Call(TestFunctions.concat(), two(VARCHAR, depth));
    }

    private Expression number(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> new Call(TestFunctions.add(), two(BIGINT, depth));
            case 1 -> new Call(TestFunctions.divide(), two(BIGINT, depth));
            case 2 -> new Call(TestFunctions.length(), List.of(expression(VARCHAR, depth - 1)));
            default -> new Call(TestFunctions.orMinusOne(), List.of(expression(BIGINT, depth - 1)));
        };
    }

    private Expression condition(int depth) {
        Type operand = TYPES.get(random.nextInt(TYPES.size()));
        return switch (random.nextInt(9)) {
            case 0 -> new And(List.of(expression(BOOLEAN, depth - 1), expression(BOOLEAN, depth - 1),
                    expression(BOOLEAN, depth - 1)));
            case 1 -> new Or(two(BOOLEAN, depth));
            case 2 -> new IsNull(expression(operand, depth - 1));
            case 3 -> new Call(TestFunctions.not(), List.of(expression(BOOLEAN, depth - 1)));
            case 4 -> new Call(TestFunctions.lessThan(operand), two(operand, depth));
            case 5 -> new Call(TestFunctions.lessThanOrEqual(operand), two(operand, depth));
            case 6 -> new Call(TestFunctions.identical(operand), two(operand, depth));
            case 7 -> new Call(TestFunctions.equal(operand), two(operand, depth));
            default -> new In(expression(operand, depth - 1), List.of(constant(operand), constant(operand),
                    random.nextBoolean() ? constant(operand) : expression(operand, depth - 1)),
                    TestFunctions.equality(operand));
        };
    }

    private List<Expression> two(Type type, int depth) {
        return List.of(expression(type, depth - 1), expression(type, depth - 1));
    }

    private Expression leaf(Type type) {
        List<Local> bound = locals.stream().filter(local -> local.type().equals(type)).toList();
        if (!bound.isEmpty() && random.nextBoolean()) {
            return bound.get(random.nextInt(bound.size()));
        }
        int channel = 2 * TYPES.indexOf(type) + random.nextInt(2);
        return random.nextInt(4) == 0 ? constant(type) : new Input(channel, "c" + channel, type);
    }

    private Constant constant(Type type) {
        return new Constant(type, Optional.ofNullable(value(type)));
    }

    /** Few different ones, so that comparisons are true now and then; sometimes null. */
    Object value(Type type) {
        int choice = random.nextInt(8);
        if (choice == 0) {
            return null;
        }
        if (type.equals(BIGINT)) {
            return new long[]{0, 1, -1, 2, 3, Long.MAX_VALUE, Long.MIN_VALUE}[choice - 1];
        }
        if (type.equals(DOUBLE)) {
            return new double[]{0.0, -0.0, 1.5, -2.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300}[choice - 1];
        }
        return type.equals(BOOLEAN)
                ? choice % 2 == 0
                : Slices.utf8Slice(List.of("", "a", "b", "ab", "äö", "a ", "longer than the others").get(choice - 1));
    }
}
