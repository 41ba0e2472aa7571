package io.blueshift.connector.lake.external;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.inject.Inject;
import io.blueshift.connector.lake.parquet.ParquetFooter;
import io.blueshift.connector.lake.parquet.ParquetPageSourceFactory;
import io.blueshift.connector.lake.parquet.ParquetTypes;
import io.blueshift.connector.lake.storage.LakeFile;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.table.CsvDialect;
import io.blueshift.connector.lake.table.ExternalDefinition;
import io.blueshift.connector.lake.table.ExternalFormat;
import io.blueshift.connector.lake.table.ExternalSplit;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Makes definitions from what a user says, or from the files themselves, and checks them against the newest file before
 * they are kept: a wrong path, column or type shows at once. Thread-safe.
 */
final class ExternalDefinitions {
    private final ExternalFiles files;
    private final ExternalReader reader;
    private final ParquetPageSourceFactory parquet;

    @Inject
    ExternalDefinitions(ExternalFiles files, ExternalReader reader, ParquetPageSourceFactory parquet) {
        this.files = requireNonNull(files, "files is null");
        this.reader = requireNonNull(reader, "reader is null");
        this.parquet = requireNonNull(parquet, "parquet is null");
    }

    /** The definition that CREATE TABLE spells out. */
    ExternalDefinition declared(String queryId, ConnectorTableMetadata table) {
        Map<String, Object> properties = table.getProperties();
        ExternalFormat format = ExternalTableProperties.format(properties);
        Set<String> partitions = new HashSet<>(ExternalTableProperties.partitionedBy(properties));
        ImmutableList.Builder<LakeColumnHandle> columns = ImmutableList.builder();
        for (ColumnMetadata column : table.getColumns()) {
            refuseExtras(column);
            columns.add(handle(column.getName(), column.getType(), partitions.remove(column.getName())));
        }
        if (!partitions.isEmpty()) {
            throw bad("partitioned_by names columns that the table does not have: %s".formatted(partitions));
        }
        ExternalDefinition definition = new ExternalDefinition(
                (String) properties.get(ExternalTableProperties.EXTERNAL_LOCATION),
                format,
                columns.build(),
                ExternalTableProperties.csv(properties, format),
                table.getComment());
        return checked(queryId, definition);
    }

    /**
     * The definition that Parquet files themselves give: the columns of the newest file, then one for each
     * {@code name=value} directory: BIGINT or DATE if all values are, else VARCHAR.
     */
    ExternalDefinition inferred(String queryId, String location, ExternalFormat format) {
        if (format != ExternalFormat.PARQUET) {
            throw new TrinoException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "%s files do not say what their columns are: use CREATE TABLE".formatted(format));
        }
        List<LakeFile> found = files.files(queryId, location);
        LakeFile newest = newest(found);
        Map<String, Type> partitions = partitionTypes(location, found);
        ParquetFooter footer = parquet.footer(newest.location(), newest.size());
        ImmutableList.Builder<LakeColumnHandle> columns = ImmutableList.builder();
        for (ColumnMetadata column : ParquetTypes.columns(footer)) {
            if (!partitions.containsKey(column.getName())) {
                columns.add(handle(column.getName(), column.getType(), false));
            }
        }
        partitions.forEach((name, type) -> columns.add(handle(name, type, true)));
        return checked(
                queryId,
                new ExternalDefinition(location, format, columns.build(), CsvDialect.RFC_4180, Optional.empty()));
    }

    private ExternalDefinition checked(String queryId, ExternalDefinition definition) {
        if (definition.fileColumns().isEmpty()) {
            throw bad("A table needs at least one column that is no partition column");
        }
        if (definition.format() == ExternalFormat.CSV) {
            definition.fileColumns().forEach(column -> TextValue.of(column.type()));
        }
        List<ExternalFiles.PartitionedFile> found = files.list(queryId, definition);
        for (LakeColumnHandle column : definition.partitionColumns()) {
            for (ExternalFiles.PartitionedFile file : found) {
                PartitionPath.block(column, file.partition().get(column.name()), file.file().location());
            }
        }
        LakeFile newest = newest(found.stream().map(ExternalFiles.PartitionedFile::file).toList());
        if (definition.format() == ExternalFormat.PARQUET) {
            refuseUnknownColumns(definition, newest);
        }
        readFirstPage(definition, newest);
        return definition;
    }

    private void refuseUnknownColumns(ExternalDefinition definition, LakeFile file) {
        List<String> present = parquet.footer(file.location(), file.size()).schema().getFields().stream()
                .map(org.apache.parquet.schema.Type::getName).toList();
        for (LakeColumnHandle column : definition.fileColumns()) {
            if (!present.contains(column.name())) {
                throw bad("%s has no column %s; it has %s".formatted(file.location(), column.name(), present));
            }
        }
    }

    /** For Parquet this compares types without reading data; for CSV it reads the first rows. */
    private void readFirstPage(ExternalDefinition definition, LakeFile file) {
        ExternalSplit split = new ExternalSplit(file.location(), file.size(), 0, file.size(), Map.of());
        try (ConnectorPageSource pages = reader.open(definition, split, definition.fileColumns(), TupleDomain.all())) {
            pages.getNextSourcePage();
        } catch (IOException e) {
            throw new TrinoException(LakeErrorCode.LAKE_STORAGE_ERROR, "Cannot close " + file.location(), e);
        }
    }

    private static Map<String, Type> partitionTypes(String location, List<LakeFile> files) {
        String root = LakeStorage.normalized(location);
        List<Map<String, String>> values = files.stream().map(file -> PartitionPath.values(root, file.location()))
                .toList();
        Set<String> names = values.getFirst().keySet();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).keySet().equals(names)) {
                throw bad(
                        "Files lie in different kinds of directories: %s by %s, %s by %s".formatted(
                                files.getFirst().location(),
                                names,
                                files.get(i).location(),
                                values.get(i).keySet()));
            }
        }
        ImmutableMap.Builder<String, Type> types = ImmutableMap.builder();
        for (String name : names) {
            types.put(name, PartitionTypes.of(Iterables.transform(values, partition -> partition.get(name))));
        }
        return types.buildOrThrow();
    }

    private static LakeFile newest(List<LakeFile> files) {
        return files.stream().max(Comparator.comparing(LakeFile::modified).thenComparing(LakeFile::location))
                .orElseThrow();
    }

    private static LakeColumnHandle handle(String name, Type type, boolean partition) {
        return new LakeColumnHandle(name, type, Optional.empty(), partition);
    }

    private static void refuseExtras(ColumnMetadata column) {
        if (!column.isNullable()) {
            throw new TrinoException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Columns of external tables cannot be NOT NULL: nobody watches over the files");
        }
        if (column.getComment().isPresent()) {
            throw new TrinoException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Columns of external tables cannot have comments yet");
        }
    }

    private static TrinoException bad(String message) {
        return new TrinoException(LakeErrorCode.LAKE_BAD_DEFINITION, message);
    }
}
