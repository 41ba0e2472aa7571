package io.blueshift.connector.jdbc;

import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.DoubleRange;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** What a source knows of a column, as the engine's optimiser counts it. */
final class EngineStatistics {
    private static final double SECONDS_PER_DAY = TimeUnit.DAYS.toSeconds(1);
    private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);
    private static final double MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    private EngineStatistics() {}

    /** @param rows of the table */
    static ColumnStatistics of(Type type, SourceStatistics.Column facts, double rows) {
        double present = rows * (1 - facts.nullFraction().orElse(0));
        ColumnStatistics.Builder statistics = ColumnStatistics.builder()
                .setNullsFraction(estimate(facts.nullFraction()))
                .setDistinctValuesCount(estimate(facts.distinctValues()))
                .setDataSize(facts.averageBytes().isPresent()
                        ? Estimate.of(facts.averageBytes().getAsDouble() * present)
                        : Estimate.unknown());
        facts.range().flatMap(range -> range(type, range)).ifPresent(statistics::setRange);
        return statistics.build();
    }

    private static Estimate estimate(OptionalDouble value) {
        return value.isPresent() ? Estimate.of(value.getAsDouble()) : Estimate.unknown();
    }

    /** Dates count in days, moments in the units of their types; texts have no range there. */
    private static Optional<DoubleRange> range(Type type, SourceStatistics.Range range) {
        return switch (type) {
            case TinyintType _,SmallintType _,IntegerType _,BigintType _,DecimalType _,RealType _,DoubleType _ ->
                Optional.of(new DoubleRange(range.low(), range.high()));
            case DateType _ -> Optional.of(new DoubleRange(Math.floor(range.low() / SECONDS_PER_DAY),
                    Math.floor(range.high() / SECONDS_PER_DAY)));
            case TimestampType _ -> Optional.of(scaled(range, MICROS_PER_SECOND));
            case TimestampWithTimeZoneType _ -> Optional.of(scaled(range, MILLIS_PER_SECOND));
            default -> Optional.empty();
        };
    }

    private static DoubleRange scaled(SourceStatistics.Range range, double perSecond) {
        return new DoubleRange(Math.rint(range.low() * perSecond), Math.rint(range.high() * perSecond));
    }
}
