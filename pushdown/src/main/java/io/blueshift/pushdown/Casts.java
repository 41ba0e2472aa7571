package io.blueshift.pushdown;

import io.trino.spi.expression.Call;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Casts that mean the same on both sides; where the engine's type has no room, see {@link IntegerArithmetic}. */
final class Casts {
    /** The digits of any 64-bit integer, and its sign. */
    private static final int INTEGER_CHARACTERS = 20;

    private final Dialect dialect;
    private final RemoteCalls calls;
    private final IntegerArithmetic integers;
    private final TextFunctions texts;
    private final TimeFunctions times;

    Casts(Dialect dialect, RemoteCalls calls, IntegerArithmetic integers, TextFunctions texts, TimeFunctions times) {
        this.dialect = dialect;
        this.calls = calls;
        this.integers = integers;
        this.texts = texts;
        this.times = times;
    }

    Optional<Scalar> apply(Call call, List<Scalar> arguments) {
        if (!call.getFunctionName().getName().equals("$cast")) {
            return Optional.empty();
        }
        Scalar value = arguments.getFirst();
        Type from = value.type();
        Type to = call.getType();
        if (from.equals(to)) {
            return Optional.of(value);
        }
        Optional<Scalar> cast = value.comparability() instanceof Comparability.Ordered
                ? number(value, from, to).or(() -> time(value, from, to))
                : text(value, from, to);
        return Optional.of(cast.orElseThrow(() -> new StaysException(
                "CAST of " + from.getDisplayName() + " to " + to.getDisplayName())));
    }

    private Optional<Scalar> number(Scalar value, Type from, Type to) {
        if (!Widening.isExactNumber(from)) {
            return Optional.empty();
        }
        boolean integer = value.range().isPresent();
        if (to instanceof VarcharType text) {
            return integer && text.getLength().orElse(INTEGER_CHARACTERS) >= INTEGER_CHARACTERS
                    ? Optional.of(texts.text(calls.call(RemoteFunction.INTEGER_TO_TEXT, to, value), to))
                    : Optional.empty();
        }
        if (!Widening.isExactNumber(to)) {
            return Optional.empty();
        }
        if (to instanceof DecimalType decimal) {
            return integer ? decimalOf(value, decimal) : decimalOf(value, (DecimalType) from, decimal);
        }
        return Optional.of(integers.settled(integer
                ? new Scalar(value.value(), to, value.remoteType(), value.comparability(), value.range())
                : rounded(value, (DecimalType) from, to)));
    }

    private Optional<Scalar> decimalOf(Scalar integer, DecimalType to) {
        BigInteger room = BigInteger.TEN.pow(to.getPrecision() - to.getScale());
        return integer.range().orElseThrow().greatest().compareTo(room) < 0
                ? Optional.of(decimal(integer.castTo(dialect.exactInteger()).value(), to, dialect.exactInteger()))
                : Optional.empty();
    }

    private Optional<Scalar> decimalOf(Scalar value, DecimalType from, DecimalType to) {
        if (Widening.keepsValues(from, to)) {
            return Optional.of(decimal(value.value(), to, value.remoteType()));
        }
        // Rounding may carry
        boolean room = from.getPrecision() - from.getScale() < to.getPrecision() - to.getScale();
        return room && to.getScale() < from.getScale() && to.getScale() == 0
                ? Optional.of(decimal(calls.call(RemoteFunction.ROUND, to, value), to, dialect.exactInteger()))
                : Optional.empty();
    }

    private static Scalar decimal(RemoteExpression value, DecimalType type, String remoteType) {
        return Scalar.ordered(value, type, remoteType);
    }

    private Scalar rounded(Scalar value, DecimalType from, Type to) {
        BigInteger room = BigInteger.TEN.pow(from.getPrecision() - from.getScale());
        return new Scalar(calls.call(RemoteFunction.ROUND, to, value), to, dialect.exactInteger(),
                value.comparability(), Optional.of(new IntegerRange(room.negate(), room)));
    }

    private Optional<Scalar> time(Scalar value, Type from, Type to) {
        if (TimeFunctions.hasDate(from) && to instanceof DateType) {
            return Optional.of(times.date(value));
        }
        // No source has digits below a microsecond, nor reads or compares them
        return to instanceof TimestampType finer && finer.isShort() && Widening.keepsValues(from, to)
                ? Optional.of(value.as(to))
                : Optional.empty();
    }

    private Optional<Scalar> text(Scalar value, Type from, Type to) {
        if (!(from instanceof VarcharType) || !(to instanceof VarcharType shorter)) {
            return Optional.empty();
        }
        // The shorter type says more of the value
        return Optional.of(Widening.keepsValues(from, to)
                ? value
                : texts.part(value, List.of(1L, (long) shorter.getBoundedLength()), to));
    }
}
