package io.blueshift.pushdown;

import io.airlift.slice.Slice;
import io.blueshift.pushdown.Dialect.DateRange;
import io.blueshift.pushdown.RemoteExpression.Choice;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.type.DateType;
import io.trino.spi.type.IntegerType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A date and a constant number of days or months: near the ends of the source's calendar, where the result could lie
 * beyond it, nothing is computed, and the rows are {@link Doubts}.
 */
final class DateArithmetic {
    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
    private static final int DAYS_PER_WEEK = 7;
    private static final int MONTHS_PER_YEAR = 12;
    private static final int DAYS_PER_MONTH_MAX = 31;
    /** A thousand years, so that ranges are left. */
    private static final long DAYS_MAX = 365_000;

    private final Dialect dialect;
    private final RemoteCalls calls;
    private final Doubts doubts;

    DateArithmetic(Dialect dialect, RemoteCalls calls, Doubts doubts) {
        this.dialect = dialect;
        this.calls = calls;
        this.doubts = doubts;
    }

    /** @param count of days or of months */
    private record Shift(RemoteFunction function, long count) {
        static Shift days(long count) {
            return new Shift(RemoteFunction.PLUS_DAYS, count);
        }

        static Shift months(long count) {
            return new Shift(RemoteFunction.PLUS_MONTHS, count);
        }

        long daysMax() {
            return Math.abs(count) * (function == RemoteFunction.PLUS_DAYS ? 1 : DAYS_PER_MONTH_MAX);
        }
    }

    /** Whether this is a date moved by something. */
    static boolean is(Call call) {
        return call.getType() instanceof DateType
                && List.of("$add", "$subtract", "date_add").contains(call.getFunctionName().getName());
    }

    /** @param date what the engine calls the date of these */
    Scalar apply(Call call, Scalar date) {
        Shift shift = shift(call);
        DateRange range = dialect.dates();
        if (Math.abs(shift.count()) > DAYS_MAX || shift.daysMax() > DAYS_MAX) {
            throw new StaysException("a date moved by more than a thousand years");
        }
        RemoteExpression first = literal(range.first().plusDays(shift.daysMax()));
        RemoteExpression last = literal(range.last().minusDays(shift.daysMax()));
        doubts.add(new Comparison(date.value(), Operator.LESS, first), "dates may lie beyond its calendar");
        doubts.add(new Comparison(date.value(), Operator.GREATER, last), "dates may lie beyond its calendar");
        RemotePredicate within = RemotePredicate.and(List.of(
                new Comparison(date.value(), Operator.GREATER_OR_EQUAL, first),
                new Comparison(date.value(), Operator.LESS_OR_EQUAL, last)));
        Scalar count = Scalar.ordered(Literal.of(IntegerType.INTEGER, shift.count(), "integer"), IntegerType.INTEGER,
                "integer");
        return Scalar.ordered(new Choice(within, calls.call(shift.function(), DateType.DATE, date, count),
                Optional.empty()), DateType.DATE, "date");
    }

    /** Which argument is the date. */
    static int dateArgument(Call call) {
        return call.getFunctionName().getName().equals("date_add")
                ? 2
                : call.getArguments().getFirst().getType() instanceof DateType ? 0 : 1;
    }

    private static Shift shift(Call call) {
        List<ConnectorExpression> arguments = call.getArguments();
        if (call.getFunctionName().getName().equals("date_add")) {
            return shift(unit(arguments.get(0)), number(arguments.get(1)));
        }
        ConnectorExpression interval = arguments.get(1 - dateArgument(call));
        long count = number(interval) * (call.getFunctionName().getName().equals("$subtract") ? -1 : 1);
        String type = interval.getType().getBaseName();
        if (type.equals("interval year to month")) {
            return Shift.months(count);
        }
        if (type.equals("interval day to second") && count % MILLIS_PER_DAY == 0) {
            return Shift.days(count / MILLIS_PER_DAY);
        }
        throw new StaysException("a date and " + interval.getType().getDisplayName());
    }

    private static Shift shift(String unit, long count) {
        return switch (unit) {
            case "day" -> Shift.days(count);
            case "week" -> Shift.days(count * DAYS_PER_WEEK);
            case "month" -> Shift.months(count);
            case "year" -> Shift.months(count * MONTHS_PER_YEAR);
            default -> throw new StaysException("date_add of a " + unit);
        };
    }

    private static String unit(ConnectorExpression expression) {
        return expression instanceof Constant constant && constant.getValue() instanceof Slice unit
                ? unit.toStringUtf8().toLowerCase(Locale.ENGLISH)
                : "unit that is not constant";
    }

    private static long number(ConnectorExpression expression) {
        if (expression instanceof Constant constant && constant.getValue() instanceof Long number
                && Math.abs(number) < Integer.MAX_VALUE * MILLIS_PER_DAY) {
            return number;
        }
        throw new StaysException("a date moved by something that is not constant");
    }

    private RemoteExpression literal(LocalDate date) {
        return Literal.of(DateType.DATE, date.toEpochDay(), dialect.parameterType(DateType.DATE).orElseThrow());
    }
}
