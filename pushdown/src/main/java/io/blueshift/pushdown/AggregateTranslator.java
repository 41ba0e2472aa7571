package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Aggregate;
import io.blueshift.pushdown.RemoteExpression.AggregateName;
import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.Cast;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.TextOfBinary;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static io.trino.spi.expression.StandardFunctions.CAST_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.DIVIDE_FUNCTION_NAME;

/**
 * Translates one aggregate, if the source's result is the engine's to the last digit. Sums are exact for integers and
 * decimals alone: what adding floats gives depends on the order of the rows. An average is never the source's own,
 * which rounds by its own rules: sum and count are, and the engine divides.
 */
final class AggregateTranslator {
    /** With ten of the nineteen digits for the number of rows, sums stay within the engine's 38. */
    private static final int AVERAGED_DIGITS_MAX = 19;
    private static final DecimalType COUNT_AS_DECIMAL = DecimalType.createDecimalType(19, 0);

    private final Dialect dialect;
    private final ColumnForms forms;
    private final Function<ConnectorExpression, Optional<RemoteColumn>> columns;
    private final ColumnNames names;
    private final TruthAggregates truths;

    AggregateTranslator(Dialect dialect, Function<ConnectorExpression, Optional<RemoteColumn>> columns,
            ColumnNames names) {
        this.dialect = dialect;
        this.forms = new ColumnForms(dialect);
        this.columns = columns;
        this.names = names;
        this.truths = new TruthAggregates(dialect, names);
    }

    TranslatedAggregate translate(AggregateFunction function) {
        if (function.getFilter().isPresent() || !function.getSortItems().isEmpty()) {
            return TranslatedAggregate.stays("aggregates with FILTER or ORDER BY");
        }
        if (function.getFunctionName().equals("count") && function.getArguments().isEmpty()) {
            return direct(count(Optional.empty(), false));
        }
        Optional<RemoteColumn> argument = function.getArguments().size() == 1
                ? columns.apply(function.getArguments().getFirst())
                : Optional.empty();
        if (argument.isEmpty()) {
            return TranslatedAggregate.stays(function.getArguments().size() > 1
                    ? LocalAggregates.reason(function.getFunctionName())
                    : "its argument is not a column");
        }
        boolean distinct = function.isDistinct();
        return switch (function.getFunctionName()) {
            case "count" -> count(argument.get(), distinct);
            case "sum" -> sum(argument.get(), function.getOutputType(), distinct);
            case "avg" -> average(argument.get(), function.getOutputType(), distinct);
            case "min" -> extreme(argument.get(), AggregateName.MIN);
            case "max" -> extreme(argument.get(), AggregateName.MAX);
            case "count_if" -> truths.count(argument.get(), distinct);
            case "bool_and", "every" -> truths.extreme(argument.get(), AggregateName.MIN);
            case "bool_or" -> truths.extreme(argument.get(), AggregateName.MAX);
            default -> TranslatedAggregate.stays(LocalAggregates.reason(function.getFunctionName()));
        };
    }

    private TranslatedAggregate count(RemoteColumn column, boolean distinct) {
        ValueTranslation argument = distinct
                ? forms.distinct(column)
                : ValueTranslation.of(new ColumnReference(column));
        return argument.value().isPresent()
                ? direct(count(argument.value(), distinct))
                : TranslatedAggregate.stays(argument.reason());
    }

    private RemoteOutput count(Optional<RemoteExpression> argument, boolean distinct) {
        return output("count", BigintType.BIGINT, dialect.wideInteger(), new Comparability.Ordered(),
                new Aggregate(AggregateName.COUNT, distinct, argument));
    }

    private TranslatedAggregate sum(RemoteColumn column, Type type, boolean distinct) {
        return summable(column) ? direct(sumOutput(column, type, distinct)) : inexactSum(column);
    }

    private static boolean summable(RemoteColumn column) {
        return column.comparability() instanceof Comparability.Ordered
                && (column.type() instanceof BigintType || column.type() instanceof DecimalType);
    }

    private static TranslatedAggregate inexactSum(RemoteColumn column) {
        return TranslatedAggregate.stays("sums of " + column.type().getDisplayName()
                + " depend on the order of addition, or are not translated");
    }

    private RemoteOutput sumOutput(RemoteColumn column, Type type, boolean distinct) {
        RemoteExpression sum = new Aggregate(AggregateName.SUM, distinct, Optional.of(new ColumnReference(column)));
        Optional<String> remoteType = dialect.sumType(type);
        return output("sum", type, remoteType.orElse("decimal"), new Comparability.Ordered(),
                remoteType.<RemoteExpression>map(target -> new Cast(sum, target)).orElse(sum));
    }

    private TranslatedAggregate average(RemoteColumn column, Type type, boolean distinct) {
        if (!summable(column)) {
            return inexactSum(column);
        }
        if (column.type() instanceof DecimalType decimal) {
            return decimal.getPrecision() > AVERAGED_DIGITS_MAX
                    ? TranslatedAggregate.stays("the sum may have more than 38 digits, the average not")
                    : averageOf(column, DecimalType.createDecimalType(38, decimal.getScale()), COUNT_AS_DECIMAL, type,
                            distinct);
        }
        return dialect.narrowInteger(column)
                ? averageOf(column, BigintType.BIGINT, DoubleType.DOUBLE, type, distinct)
                : TranslatedAggregate.stays("averages of 64-bit integers depend on the order of addition");
    }

    /** Divides in the type of the divisor if that is DOUBLE, and as decimals divide, half up, if not. */
    private TranslatedAggregate averageOf(RemoteColumn column, Type sumType, Type divisorType, Type type,
            boolean distinct) {
        RemoteOutput sum = sumOutput(column, sumType, distinct);
        RemoteOutput count = count(Optional.of(new ColumnReference(column)), distinct);
        Type quotientType = divisorType instanceof DoubleType ? divisorType : sumType;
        ConnectorExpression quotient = new Call(quotientType, DIVIDE_FUNCTION_NAME,
                List.of(cast(variable(sum), quotientType), cast(variable(count), divisorType)));
        return new TranslatedAggregate(List.of(sum, count), Optional.of(cast(quotient, type)), "");
    }

    private static ConnectorExpression cast(ConnectorExpression value, Type type) {
        return value.getType().equals(type) ? value : new Call(type, CAST_FUNCTION_NAME, List.of(value));
    }

    private TranslatedAggregate extreme(RemoteColumn column, AggregateName name) {
        ValueTranslation form = hasExtremes(column.type())
                ? forms.ordered(column)
                : ValueTranslation.none("no " + name.sql() + " of " + column.type().getDisplayName());
        if (form.value().isEmpty()) {
            return TranslatedAggregate.stays(form.reason());
        }
        RemoteExpression extreme = new Aggregate(name, false, form.value());
        return form.value().get() instanceof BinaryText
                ? direct(output(name.sql(), column.type(), column.comparedAs(), onlyBinary(column),
                        new TextOfBinary(extreme)))
                : direct(output(name.sql(), column.type(), column.comparedAs(), column.comparability(), extreme));
    }

    /** Not of BOOLEAN, UUID, VARBINARY: some sources have no such aggregate. Not of floats: which of 0 and -0? */
    private static boolean hasExtremes(Type type) {
        return Widening.isExactNumber(type) || type instanceof DateType || type instanceof TimeType
                || type instanceof TimestampType
                || type instanceof TimestampWithTimeZoneType || type instanceof VarcharType;
    }

    /** The collation of a converted text is another than the column's: only its bytes are compared. */
    private static Comparability onlyBinary(RemoteColumn column) {
        return switch (column.comparability()) {
            case Comparability.Text(TextSemantics semantics) ->
                new Comparability.Text(new TextSemantics(semantics.collation(), Exactness.NONE,
                        TextSemantics.Order.LINGUISTIC, semantics.binaryOnDemand()));
            default -> column.comparability();
        };
    }

    private RemoteOutput output(String name, Type type, String remoteType, Comparability comparability,
            RemoteExpression value) {
        return new RemoteOutput(
                new RemoteColumn(names.fresh(name), type, remoteType, Optional.empty(), comparability), value);
    }

    private static TranslatedAggregate direct(RemoteOutput output) {
        return new TranslatedAggregate(List.of(output), Optional.of(variable(output)), "");
    }

    private static ConnectorExpression variable(RemoteOutput output) {
        return new Variable(output.column().name(), output.column().type());
    }
}
