package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableMap;

import java.util.Map;
import java.util.OptionalDouble;

import static java.util.Objects.requireNonNull;

/**
 * What a source knows about the contents of a table without reading it.
 *
 * @param rowCount absent if the source never looked
 * @param columns by the source's own column names; columns that it knows nothing about are absent
 */
public record SourceStatistics(OptionalDouble rowCount, Map<String, Column> columns) {
    public SourceStatistics {
        requireNonNull(rowCount, "rowCount is null");
        columns = ImmutableMap.copyOf(columns);
    }

    public static SourceStatistics unknown() {
        return new SourceStatistics(OptionalDouble.empty(), Map.of());
    }

    /**
     * One column.
     *
     * @param nullFraction from 0 to 1
     * @param distinctValues number of different values, NULL not counted
     * @param averageBytes width of a value in the source
     */
    public record Column(OptionalDouble nullFraction, OptionalDouble distinctValues, OptionalDouble averageBytes) {
        public Column {
            requireNonNull(nullFraction, "nullFraction is null");
            requireNonNull(distinctValues, "distinctValues is null");
            requireNonNull(averageBytes, "averageBytes is null");
        }
    }
}
