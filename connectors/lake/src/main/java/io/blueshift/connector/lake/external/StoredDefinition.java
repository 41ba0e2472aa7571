package io.blueshift.connector.lake.external;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.blueshift.connector.lake.table.CsvDialect;
import io.blueshift.connector.lake.table.ExternalDefinition;
import io.blueshift.connector.lake.table.ExternalFormat;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.trino.spi.type.TypeManager;

import java.util.List;
import java.util.Optional;

/**
 * A definition as it is written to a file. Version 1; a file of a later version is refused rather than half understood.
 *
 * @param csv
 *            absent for other formats
 */
public record StoredDefinition(@JsonProperty("version") int version, @JsonProperty("location") String location,
        @JsonProperty("format") ExternalFormat format, @JsonProperty("columns") List<StoredColumn> columns,
        @JsonProperty("csv") Optional<CsvDialect> csv, @JsonProperty("comment") Optional<String> comment) {
    private static final int VERSION = 1;

    /** A column, its type in SQL. */
    public record StoredColumn(@JsonProperty("name") String name, @JsonProperty("type") String type,
            @JsonProperty("partition") boolean partition) {}

    static StoredDefinition of(ExternalDefinition definition) {
        return new StoredDefinition(
                VERSION,
                definition.location(),
                definition.format(),
                definition.columns().stream().map(
                        column -> new StoredColumn(column.name(), column.type().getDisplayName(), column.partition()))
                        .toList(),
                Optional.of(definition.csv()).filter(ignored -> definition.format() == ExternalFormat.CSV),
                definition.comment());
    }

    ExternalDefinition definition(TypeManager types) {
        if (version != VERSION) {
            throw new IllegalArgumentException("version %s, expected %s".formatted(version, VERSION));
        }
        List<LakeColumnHandle> handles = columns.stream().map(
                column -> new LakeColumnHandle(
                        column.name(),
                        types.fromSqlType(column.type()),
                        Optional.empty(),
                        column.partition()))
                .toList();
        return new ExternalDefinition(location, format, handles, csv.orElse(CsvDialect.RFC_4180), comment);
    }
}
