package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.SplitWeight;
import io.trino.spi.predicate.NullableValue;

import java.util.Map;

/**
 * A byte range of one data file of an Iceberg table.
 *
 * @param constants
 *            values, by field id, that the file's partition gives to all its rows
 */
public record IcebergSplit(@JsonProperty("location") String location, @JsonProperty("fileSize") long fileSize,
        @JsonProperty("start") long start, @JsonProperty("length") long length,
        @JsonProperty("constants") Map<Integer, NullableValue> constants,
        @JsonProperty("splitWeight") SplitWeight splitWeight) implements LakeSplit {
    private static final int FIXED_BYTES = 100;
    private static final int CONSTANT_BYTES = 150;

    public IcebergSplit {
        constants = Map.copyOf(constants);
    }

    @Override
    public SplitWeight getSplitWeight() {
        return splitWeight;
    }

    @Override
    public long getRetainedSizeInBytes() {
        return FIXED_BYTES + 2L * location.length() + (long) CONSTANT_BYTES * constants.size();
    }
}
