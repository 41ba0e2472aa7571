package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Cast;
import io.blueshift.pushdown.RemoteExpression.Function;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Integer arithmetic that never fails in the source: in 64 bits where types prove that they suffice, else in decimals
 * that hold any result. Where the engine's type has no room for it, or divides by zero, the engine fails: such rows are
 * {@link Doubts}, or, where a value is wanted, a cast fails there as well.
 */
final class IntegerArithmetic {
    private static final IntegerRange LONG = IntegerRange.of(Long.MIN_VALUE, Long.MAX_VALUE);
    /** Sources compute at least 65 digits. */
    private static final BigInteger GREATEST = BigInteger.TEN.pow(60);

    private final Dialect dialect;
    private final RemoteCalls calls;
    private final Doubts doubts;

    IntegerArithmetic(Dialect dialect, RemoteCalls calls, Doubts doubts) {
        this.dialect = dialect;
        this.calls = calls;
        this.doubts = doubts;
    }

    Scalar compute(RemoteFunction function, Type type, List<Scalar> arguments) {
        List<IntegerRange> ranges = arguments.stream().map(argument -> argument.range().orElseThrow()).toList();
        IntegerRange range = range(function, ranges);
        boolean divides = function == RemoteFunction.DIVIDE || function == RemoteFunction.MODULO;
        boolean narrow = function != RemoteFunction.SIGN && range.within(LONG)
                && ranges.stream().allMatch(operand -> operand.within(LONG));
        if (divides && ranges.getLast().isOneValue() && ranges.getLast().low().signum() == 0) {
            throw new StaysException("a division by zero");
        }
        if (function == RemoteFunction.DIVIDE && !narrow) {
            throw new StaysException("a quotient that may overflow");
        }
        String form = narrow ? dialect.wideInteger() : dialect.exactInteger();
        List<Scalar> operands = arguments.stream().map(argument -> argument.castTo(form)).toList();
        if (divides) {
            operands = List.of(operands.get(0), divisor(operands.get(1), ranges.get(1)));
        }
        return settled(new Scalar(calls.call(function, type, operands), type, form, new Comparability.Ordered(),
                Optional.of(range)));
    }

    private static IntegerRange range(RemoteFunction function, List<IntegerRange> operands) {
        IntegerRange first = operands.getFirst();
        IntegerRange last = operands.getLast();
        return switch (function) {
            case ADD -> first.plus(last);
            case SUBTRACT -> first.plus(last.negated());
            case MULTIPLY -> first.times(last);
            case NEGATE -> first.negated();
            case ABS -> new IntegerRange(BigInteger.ZERO, first.greatest());
            case SIGN -> IntegerRange.of(-1, 1);
            case DIVIDE -> quotient(first, last);
            case MODULO -> remainder(first, last);
            default -> throw new IllegalArgumentException(function.toString());
        };
    }

    private static IntegerRange quotient(IntegerRange dividend, IntegerRange divisor) {
        if (!divisor.isOneValue() || divisor.low().signum() == 0) {
            return dividend.shrunk();
        }
        BigInteger greatest = dividend.greatest().divide(divisor.low().abs());
        return new IntegerRange(greatest.negate(), greatest);
    }

    private static IntegerRange remainder(IntegerRange dividend, IntegerRange divisor) {
        BigInteger greatest = dividend.greatest().min(divisor.greatest().subtract(BigInteger.ONE));
        return new IntegerRange(dividend.low().signum() < 0 ? greatest.negate() : BigInteger.ZERO,
                dividend.high().signum() > 0 ? greatest : BigInteger.ZERO);
    }

    /** Where the divisor is zero the source has NULL, and the engine an error. */
    private Scalar divisor(Scalar divisor, IntegerRange range) {
        if (!range.contains(0)) {
            return divisor;
        }
        RemoteExpression zero = literal(0);
        if (doubts.allowed()) {
            doubts.add(new Comparison(divisor.value(), Operator.EQUAL, zero), "a divisor may be zero");
        } else if (dialect.computedType(BigintType.BIGINT).isPresent()) {
            // This source fails too
            return divisor;
        } else {
            throw new StaysException("a divisor may be zero, for which the source has NULL");
        }
        return new Scalar(Function.of(RemoteFunction.NULL_IF, divisor.value(), zero), divisor.type(),
                divisor.remoteType(), divisor.comparability(), divisor.range());
    }

    /** The value, made sure that it is one of its type. */
    Scalar settled(Scalar value) {
        IntegerRange range = value.range().orElseThrow();
        IntegerRange room = IntegerRange.of(value.type()).orElseThrow();
        if (range.within(room)) {
            return value;
        }
        if (range.greatest().compareTo(GREATEST) > 0) {
            throw new StaysException("an integer of more than 60 digits on the way");
        }
        Optional<String> checked = dialect.computedType(value.type());
        if (!doubts.allowed() && checked.isPresent()) {
            return new Scalar(new Cast(value.value(), checked.get()), value.type(), checked.get(),
                    value.comparability(), Optional.of(room));
        }
        String reason = value.type().getDisplayName() + " may overflow";
        doubts.add(new Comparison(value.value(), Operator.LESS, literal(room.low().longValueExact())), reason);
        doubts.add(new Comparison(value.value(), Operator.GREATER, literal(room.high().longValueExact())), reason);
        return value;
    }

    private Literal literal(long value) {
        return Literal.of(BigintType.BIGINT, value, dialect.parameterType(BigintType.BIGINT).orElseThrow());
    }
}
