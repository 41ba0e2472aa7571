package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.function.AggregateFunction;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the accumulator for an aggregate: one written by hand for what is frequent, Trino's states for all else. */
public final class Accumulators {
    private Accumulators() {}

    /** A sort key of an aggregate. {@code column} counts the arguments first, then the columns that are only sorted by. */
    public record SortKey(int column, SortOrder order) {}

    /**
     * An empty accumulator.
     *
     * @param types those of the arguments, then those of columns that are only sorted by
     */
    public static Accumulator create(AggregateFunction function, List<Type> types, boolean distinct,
            List<SortKey> order) {
        Optional<Accumulator> written = byHand(function);
        Accumulator accumulator = written.orElseGet(() -> new PortedAccumulator(function));
        if (!distinct && order.isEmpty() && (written.isPresent() || function.decomposable())) {
            return accumulator;
        }
        List<RowOrder.Key> keys = new ArrayList<>();
        order.forEach(key -> keys.add(new RowOrder.Key(key.column(), types.get(key.column()), key.order())));
        return new GatheringAccumulator(accumulator, types, function.argumentTypes().size(), distinct,
                new RowOrder(keys, GroupTables.OPERATORS));
    }

    /** Whether the function's accumulator is a {@link SummingAccumulator} that needs no more than the number of rows. */
    public static boolean countsRows(AggregateFunction function) {
        return function.argumentTypes().isEmpty() && byHand(function).isPresent();
    }

    /** Whether the function's accumulator is a {@link SummingAccumulator} of its one argument. */
    public static boolean takesSums(AggregateFunction function) {
        return (function.name().equals("sum") || function.name().equals("avg"))
                && function.argumentTypes().size() == 1
                && PartialSum.of(function.argumentTypes().getFirst()).isPresent();
    }

    private static Optional<Accumulator> byHand(AggregateFunction function) {
        List<Type> types = function.argumentTypes();
        if (function.name().equals("approx_distinct")) {
            return Optional.of(types.getFirst() instanceof BooleanType
                    ? new DistinctBooleans(types.size())
                    : new ApproxDistinct(types.getFirst(), types.size()));
        }
        if (types.isEmpty()) {
            return function.name().equals("count") ? Optional.of(new Counts(Counts.Of.ROWS)) : Optional.empty();
        }
        return switch (types.size()) {
            case 1 -> ofOne(function.name(), types.getFirst());
            case 2 -> ofTwo(function.name(), types.getFirst(), types.getLast());
            default -> Optional.empty();
        };
    }

    private static Optional<Accumulator> ofOne(String name, Type type) {
        return switch (name) {
            case "count" -> Optional.of(new Counts(Counts.Of.VALUES));
            case "count_if" -> Optional.of(new Counts(Counts.Of.TRUES));
            case "sum" -> sum(type);
            case "avg" -> average(type);
            case "min", "bool_and", "every" -> extreme(type, false);
            case "max", "bool_or" -> extreme(type, true);
            case "array_agg" -> Optional.of(new GroupArrays(type));
            case "variance", "var_samp" -> variance(Variance.Of.SAMPLE, type);
            case "var_pop" -> variance(Variance.Of.POPULATION, type);
            case "stddev", "stddev_samp" -> variance(Variance.Of.SAMPLE_DEVIATION, type);
            case "stddev_pop" -> variance(Variance.Of.POPULATION_DEVIATION, type);
            default -> Optional.empty();
        };
    }

    private static Optional<Accumulator> ofTwo(String name, Type first, Type second) {
        if (!name.equals("min_by") && !name.equals("max_by") || !ExtremeBy.exists(first, second)) {
            return Optional.empty();
        }
        return Optional.of(new ExtremeBy(first, second, name.equals("max_by")));
    }

    private static Optional<Accumulator> variance(Variance.Of of, Type type) {
        return Variance.exists(type) ? Optional.of(new Variance(of, type)) : Optional.empty();
    }

    private static Optional<Accumulator> sum(Type type) {
        return switch (type.getBaseName()) {
            case "bigint" -> Optional.of(new BigintSum());
            case "double", "real" -> Optional.of(new DoubleSum(type, false));
            case "decimal" -> Optional.of(decimal((DecimalType) type, false));
            default -> Optional.empty();
        };
    }

    private static Optional<Accumulator> average(Type type) {
        return switch (type.getBaseName()) {
            case "bigint", "double", "real" -> Optional.of(new DoubleSum(type, true));
            case "decimal" -> Optional.of(decimal((DecimalType) type, true));
            default -> Optional.empty();
        };
    }

    private static Accumulator decimal(DecimalType type, boolean average) {
        return type.isShort() ? new ShortDecimalSum(type, average) : new DecimalSum(type, average);
    }

    private static Optional<Accumulator> extreme(Type type, boolean greatest) {
        if (LongKeys.exist(type)) {
            return Optional.of(new ExtremeLong(type, greatest));
        }
        return switch (type) {
            case DecimalType decimal -> Optional.of(new ExtremeDecimal(decimal, greatest));
            case VarcharType _,VarbinaryType _ -> Optional.of(new ExtremeText(type, greatest));
            default -> Optional.empty();
        };
    }
}
