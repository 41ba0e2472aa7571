package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Function;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.Constant;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

import static io.blueshift.pushdown.RemoteFunction.ABS;
import static io.blueshift.pushdown.RemoteFunction.ADD;
import static io.blueshift.pushdown.RemoteFunction.CEILING;
import static io.blueshift.pushdown.RemoteFunction.DIVIDE;
import static io.blueshift.pushdown.RemoteFunction.FLOOR;
import static io.blueshift.pushdown.RemoteFunction.MODULO;
import static io.blueshift.pushdown.RemoteFunction.MULTIPLY;
import static io.blueshift.pushdown.RemoteFunction.NEGATE;
import static io.blueshift.pushdown.RemoteFunction.ROUND;
import static io.blueshift.pushdown.RemoteFunction.SIGN;
import static io.blueshift.pushdown.RemoteFunction.SUBTRACT;
import static io.blueshift.pushdown.RemoteFunction.TRUNCATE;

/** Arithmetic and rounding of integers and decimals. Decimals move where 38 digits hold every result unrounded. */
final class NumberFunctions {
    private static final int ROUNDED_DIGITS_MAX = 30;

    private final Dialect dialect;
    private final RemoteCalls calls;
    private final IntegerArithmetic integers;
    private final Doubts doubts;

    NumberFunctions(Dialect dialect, RemoteCalls calls, IntegerArithmetic integers, Doubts doubts) {
        this.dialect = dialect;
        this.calls = calls;
        this.integers = integers;
        this.doubts = doubts;
    }

    Optional<Scalar> apply(Call call, List<Scalar> arguments) {
        if (arguments.isEmpty() || !arguments.stream().map(Scalar::type).allMatch(Widening::isExactNumber)
                || !arguments.stream().map(Scalar::comparability).allMatch(Comparability.Ordered.class::isInstance)) {
            return Optional.empty();
        }
        return switch (call.getFunctionName().getName()) {
            case "$add" -> Optional.of(arithmetic(ADD, call.getType(), arguments));
            case "$subtract" -> Optional.of(arithmetic(SUBTRACT, call.getType(), arguments));
            case "$multiply" -> Optional.of(arithmetic(MULTIPLY, call.getType(), arguments));
            case "$divide" -> Optional.of(arithmetic(DIVIDE, call.getType(), arguments));
            case "$modulo", "mod" -> Optional.of(arithmetic(MODULO, call.getType(), arguments));
            case "$negate" -> Optional.of(arithmetic(NEGATE, call.getType(), arguments));
            case "abs" -> Optional.of(arithmetic(ABS, call.getType(), arguments));
            case "sign" -> Optional.of(arithmetic(SIGN, call.getType(), arguments));
            case "ceiling", "ceil" -> Optional.of(rounded(CEILING, call.getType(), arguments));
            case "floor" -> Optional.of(rounded(FLOOR, call.getType(), arguments));
            case "truncate" -> Optional.of(rounded(TRUNCATE, call.getType(), arguments));
            case "round" -> Optional.of(arguments.size() == 1
                    ? rounded(ROUND, call.getType(), arguments)
                    : roundedTo(call, arguments));
            default -> Optional.empty();
        };
    }

    private Scalar arithmetic(RemoteFunction function, Type type, List<Scalar> arguments) {
        if (!(type instanceof DecimalType decimal)) {
            return integers.compute(function, type, arguments);
        }
        List<DecimalType> types = arguments.stream().map(argument -> (DecimalType) argument.type()).toList();
        if (!exact(function, decimal, types.getFirst(), types.getLast())) {
            throw new StaysException(function == DIVIDE
                    ? "quotients of decimals are rounded by other rules"
                    : "a result that may need more digits than " + decimal.getDisplayName() + " has");
        }
        List<Scalar> operands = arguments.stream().map(this::decimal).toList();
        if (function == MODULO) {
            operands = List.of(operands.get(0), divisor(operands.get(1)));
        }
        return decimal(calls.call(function, type, operands), type);
    }

    private boolean exact(RemoteFunction function, DecimalType result, DecimalType left, DecimalType right) {
        int scale = Math.max(left.getScale(), right.getScale());
        int integer = Math.max(left.getPrecision() - left.getScale(), right.getPrecision() - right.getScale());
        return switch (function) {
            case ADD, SUBTRACT -> result.getScale() == scale && result.getPrecision() > integer + scale;
            case MULTIPLY -> left.getPrecision() + right.getPrecision() <= result.getPrecision()
                    && left.getScale() + right.getScale() == result.getScale()
                    && result.getScale() <= dialect.scaleMax();
            case MODULO -> integer + scale <= DecimalType.createDecimalType().getPrecision();
            case NEGATE, ABS, SIGN -> true;
            default -> false;
        };
    }

    /** What the engine has made a decimal of may be an integer to the source, and would overflow as such. */
    private Scalar decimal(Scalar argument) {
        boolean fractional = argument.type() instanceof DecimalType decimal && decimal.getScale() > 0
                && !dialect.holdsIntegers(argument.remoteType());
        return fractional || argument.value() instanceof Literal
                ? argument
                : argument.castTo(dialect.exactInteger());
    }

    private Scalar decimal(RemoteExpression value, Type type) {
        return Scalar.ordered(value, type, dialect.parameterType(type).orElseThrow());
    }

    private Scalar divisor(Scalar divisor) {
        if (divisor.value() instanceof Literal literal) {
            Object value = literal.value().getValue();
            boolean zero = value instanceof Long number ? number == 0 : value.toString().equals("0");
            if (zero) {
                throw new StaysException("a division by zero");
            }
            return divisor;
        }
        RemoteExpression zero = Literal.of(BigintType.BIGINT, 0L,
                dialect.parameterType(BigintType.BIGINT).orElseThrow());
        doubts.add(new Comparison(divisor.value(), Operator.EQUAL, zero), "a divisor may be zero");
        return new Scalar(Function.of(RemoteFunction.NULL_IF, divisor.value(), zero), divisor.type(),
                divisor.remoteType(), divisor.comparability(), divisor.range());
    }

    /** Rounding an integer changes nothing. */
    private Scalar rounded(RemoteFunction function, Type type, List<Scalar> arguments) {
        if (arguments.size() != 1) {
            throw new StaysException("truncate to a number of digits");
        }
        Scalar argument = arguments.getFirst();
        return type instanceof DecimalType
                ? decimal(calls.call(function, type, decimal(argument)), type)
                : argument;
    }

    private Scalar roundedTo(Call call, List<Scalar> arguments) {
        if (!(call.getType() instanceof DecimalType decimal)
                || !(call.getArguments().get(1) instanceof Constant constant
                        && constant.getValue() instanceof Long digits)
                || Math.abs(digits) > ROUNDED_DIGITS_MAX) {
            throw new StaysException("round to a number of digits that is not constant");
        }
        // Rounding may carry
        if (arguments.getFirst().type() instanceof DecimalType rounded && digits < rounded.getScale()
                && rounded.getPrecision() - rounded.getScale() >= decimal.getPrecision() - decimal.getScale()) {
            throw new StaysException("a result that may need more digits than " + decimal.getDisplayName() + " has");
        }
        return decimal(roundedTo(arguments.getFirst(), Math.toIntExact(digits), call.getType()), call.getType());
    }

    /** A decimal rounded to digits behind the point, halves away from zero. */
    RemoteExpression roundedTo(Scalar value, int digits, Type type) {
        return calls.call(RemoteFunction.ROUND_TO, type, decimal(value), Scalar.ordered(
                Literal.of(IntegerType.INTEGER, (long) digits, "integer"), IntegerType.INTEGER, "integer"));
    }
}
