package io.blueshift.pushdown;

import io.airlift.slice.Slice;
import io.blueshift.pushdown.RemoteExpression.Choice;
import io.blueshift.pushdown.RemoteExpression.Function;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parts of dates and times, and the first day or moment of a period. */
final class TimeFunctions {
    private static final LocalDate YEAR_ONE = LocalDate.of(1, 1, 1);

    private final Dialect dialect;
    private final RemoteCalls calls;
    private final Doubts doubts;

    TimeFunctions(Dialect dialect, RemoteCalls calls, Doubts doubts) {
        this.dialect = dialect;
        this.calls = calls;
        this.doubts = doubts;
    }

    Optional<Scalar> apply(Call call, List<Scalar> arguments) {
        return switch (call.getFunctionName().getName()) {
            case "year" -> Optional.of(year(arguments));
            case "quarter" -> part(RemoteFunction.QUARTER, arguments, IntegerRange.of(1, 4));
            case "month" -> part(RemoteFunction.MONTH, arguments, IntegerRange.of(1, 12));
            case "week", "week_of_year" -> part(RemoteFunction.WEEK, arguments, IntegerRange.of(1, 53));
            case "day", "day_of_month" -> part(RemoteFunction.DAY, arguments, IntegerRange.of(1, 31));
            case "day_of_week", "dow" -> part(RemoteFunction.DAY_OF_WEEK, arguments, IntegerRange.of(1, 7));
            case "day_of_year", "doy" -> part(RemoteFunction.DAY_OF_YEAR, arguments, IntegerRange.of(1, 366));
            case "hour" -> part(RemoteFunction.HOUR, arguments, IntegerRange.of(0, 23));
            case "minute" -> part(RemoteFunction.MINUTE, arguments, IntegerRange.of(0, 59));
            case "second" -> part(RemoteFunction.SECOND, arguments, IntegerRange.of(0, 59));
            case "date" -> hasDate(arguments.getFirst().type())
                    ? Optional.of(date(arguments.getFirst()))
                    : Optional.empty();
            case "date_trunc" -> Optional.of(start(unit(call), arguments.get(1)));
            case "date_diff" -> unit(call).equals("day") && arguments.get(1).type() instanceof DateType
                    ? Optional.of(number(RemoteFunction.DAYS_BETWEEN, arguments.subList(1, 3),
                            IntegerRange.of(Integer.MIN_VALUE, Integer.MAX_VALUE)))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String unit(Call call) {
        ConnectorExpression unit = call.getArguments().getFirst();
        if (unit instanceof Constant constant && constant.getValue() instanceof Slice text) {
            return text.toStringUtf8().toLowerCase(Locale.ENGLISH);
        }
        throw new StaysException("a unit of time that is not constant");
    }

    private Scalar year(List<Scalar> arguments) {
        Scalar year = number(RemoteFunction.YEAR, arguments, IntegerRange.of(-1_000_000, 10_000_000));
        if (dialect.hasYearZero()) {
            return year;
        }
        RemoteExpression first = Literal.of(DateType.DATE, YEAR_ONE.toEpochDay(),
                dialect.parameterType(DateType.DATE).orElseThrow());
        RemoteExpression shift = new Choice(
                new Comparison(arguments.getFirst().value(), Operator.LESS, first), integer(1),
                Optional.of(integer(0)));
        return new Scalar(Function.of(RemoteFunction.ADD, year.value(), shift), year.type(), year.remoteType(),
                year.comparability(), year.range());
    }

    private RemoteExpression integer(long value) {
        return Literal.of(BigintType.BIGINT, value, dialect.parameterType(BigintType.BIGINT).orElseThrow());
    }

    private Optional<Scalar> part(RemoteFunction function, List<Scalar> arguments, IntegerRange range) {
        return Optional.of(number(function, arguments, range));
    }

    private Scalar number(RemoteFunction function, List<Scalar> arguments, IntegerRange range) {
        return new Scalar(calls.call(function, BigintType.BIGINT, arguments), BigintType.BIGINT,
                dialect.wideInteger(), new Comparability.Ordered(), Optional.of(range));
    }

    /** Whether this is a timestamp. One with a zone has UTC's, in which sources keep and compute it. */
    static boolean hasDate(Type type) {
        return type instanceof TimestampType || type instanceof TimestampWithTimeZoneType;
    }

    Scalar date(Scalar timestamp) {
        return Scalar.ordered(calls.call(RemoteFunction.DATE_OF_TIMESTAMP, DateType.DATE, timestamp), DateType.DATE,
                "date");
    }

    private Scalar start(String unit, Scalar value) {
        Type type = value.type();
        boolean date = type instanceof DateType;
        if (!date && !hasDate(type)) {
            throw new StaysException("date_trunc of " + type.getDisplayName());
        }
        if (doubts.allowed()) {
            throw new StaysException("date_trunc, which the source has not for the first and last of its dates");
        }
        RemoteFunction function = switch (unit) {
            case "year" -> date ? RemoteFunction.START_OF_YEAR : RemoteFunction.TIMESTAMP_START_OF_YEAR;
            case "month" -> date ? RemoteFunction.START_OF_MONTH : RemoteFunction.TIMESTAMP_START_OF_MONTH;
            case "week" -> date ? RemoteFunction.START_OF_WEEK : RemoteFunction.TIMESTAMP_START_OF_WEEK;
            case "day" -> date ? null : RemoteFunction.TIMESTAMP_START_OF_DAY;
            default -> throw new StaysException("date_trunc to the " + unit);
        };
        return function == null
                ? value
                : Scalar.ordered(calls.call(function, type, value), type,
                        dialect.parameterType(type).orElse(value.remoteType()));
    }
}
