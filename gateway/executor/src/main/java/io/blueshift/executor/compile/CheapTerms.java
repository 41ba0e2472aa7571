package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Local;
import io.trino.spi.function.OperatorType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Type;

import java.util.function.IntPredicate;

/**
 * Terms of AND and OR that cost less than a branch around them and can do no harm: comparisons of numbers that are at hand.
 */
final class CheapTerms {
    /** With more, leaving out the later ones is worth branches. */
    static final int COUNT_MAX = 4;

    private CheapTerms() {}

    /**
     * Whether the term is cheap, provided that no column has NULLs.
     *
     * @param isNotNull tells of a slot that its value is never NULL
     */
    static boolean isCheap(Expression term, IntPredicate isNotNull) {
        if (!(term instanceof Call call) || call.function().operator().isEmpty()) {
            return false;
        }
        OperatorType operator = call.function().operator().get();
        boolean compares = operator == OperatorType.EQUAL || operator == OperatorType.LESS_THAN
                || operator == OperatorType.LESS_THAN_OR_EQUAL;
        return compares && call.arguments().stream().allMatch(operand -> isAtHand(operand, isNotNull));
    }

    private static boolean isAtHand(Expression operand, IntPredicate isNotNull) {
        Type type = operand.type();
        if (!PlainLongs.has(type) && !(type instanceof DoubleType)) {
            return false;
        }
        return switch (operand) {
            case Input _ -> true;
            case Constant constant -> constant.value().isPresent();
            case Local local -> isNotNull.test(local.slot());
            default -> false;
        };
    }
}
