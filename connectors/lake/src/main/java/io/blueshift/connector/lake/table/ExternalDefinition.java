package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a user said about files that were there before: where they are, how they are written, what their columns are.
 *
 * @param location
 *            a directory, or one file
 * @param columns
 *            in the order of the table; for CSV those that are no partition columns are the fields, in order
 * @param csv
 *            meaningful for CSV only
 */
public record ExternalDefinition(@JsonProperty("location") String location,
        @JsonProperty("format") ExternalFormat format, @JsonProperty("columns") List<LakeColumnHandle> columns,
        @JsonProperty("csv") CsvDialect csv, @JsonProperty("comment") Optional<String> comment) {
    public ExternalDefinition {
        requireNonNull(location, "location is null");
        requireNonNull(format, "format is null");
        columns = List.copyOf(columns);
        requireNonNull(csv, "csv is null");
        requireNonNull(comment, "comment is null");
    }

    /** The columns whose values come from the names of directories. */
    public List<LakeColumnHandle> partitionColumns() {
        return columns.stream().filter(LakeColumnHandle::partition).toList();
    }

    /** The columns whose values are in the files. */
    public List<LakeColumnHandle> fileColumns() {
        return columns.stream().filter(column -> !column.partition()).toList();
    }

    /** The same table with another comment. */
    public ExternalDefinition withComment(Optional<String> newComment) {
        return new ExternalDefinition(location, format, columns, csv, newComment);
    }
}
