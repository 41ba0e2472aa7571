package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.airlift.slice.SizeOf;

import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A byte range of one file of an external table.
 *
 * @param fileSize
 *            bytes of the whole file when it was listed
 * @param partition
 *            the partition columns' values as the names of the file's directories give them
 */
public record ExternalSplit(@JsonProperty("location") String location, @JsonProperty("fileSize") long fileSize,
        @JsonProperty("start") long start, @JsonProperty("length") long length,
        @JsonProperty("partition") Map<String, String> partition) implements LakeSplit {
    private static final int INSTANCE_SIZE = SizeOf.instanceSize(ExternalSplit.class);

    public ExternalSplit {
        requireNonNull(location, "location is null");
        partition = Map.copyOf(partition);
    }

    @Override
    public long getRetainedSizeInBytes() {
        return INSTANCE_SIZE + SizeOf.estimatedSizeOf(location)
                + SizeOf.estimatedSizeOf(partition, SizeOf::estimatedSizeOf, SizeOf::estimatedSizeOf);
    }
}
