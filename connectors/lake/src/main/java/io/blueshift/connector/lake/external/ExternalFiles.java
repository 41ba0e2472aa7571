package io.blueshift.connector.lake.external;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.inject.Inject;
import io.blueshift.connector.lake.storage.LakeFile;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.table.ExternalDefinition;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * The files of an external table, with the values of its partition columns. A query lists a location once and then sees
 * that list to its end; the next query lists again. Thread-safe.
 */
final class ExternalFiles {
    /** A file and its partition columns' values as text, by column name. */
    record PartitionedFile(LakeFile file, Map<String, String> partition) {}

    private record Listing(String queryId, String location) {}

    private final LakeStorage storage;
    private final Cache<Listing, List<LakeFile>> listings = CacheBuilder.newBuilder().maximumSize(100)
            .expireAfterWrite(Duration.ofMinutes(10)).build();

    @Inject
    ExternalFiles(LakeStorage storage) {
        this.storage = requireNonNull(storage, "storage is null");
    }

    /** All files; LAKE_NO_FILES if there are none, for that is a wrong path far more often than an empty table. */
    List<PartitionedFile> list(String queryId, ExternalDefinition definition) {
        List<LakeFile> files = files(queryId, definition.location());
        List<LakeColumnHandle> columns = definition.partitionColumns();
        ImmutableList.Builder<PartitionedFile> partitioned = ImmutableList.builder();
        for (LakeFile file : files) {
            partitioned.add(new PartitionedFile(file, partition(definition.location(), file, columns)));
        }
        return partitioned.build();
    }

    /** The files at a location, newest last. */
    List<LakeFile> files(String queryId, String location) {
        Listing key = new Listing(queryId, location);
        List<LakeFile> files = listings.getIfPresent(key);
        if (files == null) {
            files = storage.list(location);
            if (files.isEmpty()) {
                throw new TrinoException(
                        LakeErrorCode.LAKE_NO_FILES,
                        "No files at %s (names that begin with _ or . are passed over)".formatted(location));
            }
            listings.put(key, files);
        }
        return files;
    }

    /** Whether a file's partition can hold rows that the predicate, on partition columns, lets through. */
    static boolean matches(
            PartitionedFile file,
            List<LakeColumnHandle> partitionColumns,
            TupleDomain<LakeColumnHandle> predicate) {
        if (predicate.isNone()) {
            return false;
        }
        Map<LakeColumnHandle, Domain> domains = predicate.getDomains().orElseThrow();
        for (LakeColumnHandle column : partitionColumns) {
            Domain domain = domains.get(column);
            if (domain != null && !domain.includesNullableValue(
                    PartitionPath.value(column, file.partition().get(column.name()), file.file().location())
                            .getValue())) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> partition(String location, LakeFile file, List<LakeColumnHandle> columns) {
        if (columns.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = PartitionPath.values(LakeStorage.normalized(location), file.location());
        ImmutableMap.Builder<String, String> partition = ImmutableMap.builder();
        for (LakeColumnHandle column : columns) {
            String value = values.get(column.name());
            if (value == null) {
                throw new TrinoException(
                        LakeErrorCode.LAKE_BAD_DEFINITION,
                        "%s is in no directory %s=..., but the table is partitioned by %s"
                                .formatted(file.location(), column.name(), column.name()));
            }
            partition.put(column.name(), value);
        }
        return partition.buildOrThrow();
    }
}
