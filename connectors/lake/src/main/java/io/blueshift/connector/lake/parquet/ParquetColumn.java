package io.blueshift.connector.lake.parquet;

import com.google.common.collect.ImmutableList;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * A column as the table wants it, to be found in a Parquet file: by field id where the table has ids (Iceberg), else by
 * name, exact case first.
 * <p>
 * Children carry the ids inside nested columns: a row's fields in order, an array's element, a map's key and value. Without
 * children a nested column is matched by names throughout.
 */
public record ParquetColumn(String name, OptionalInt fieldId, Type type, List<ParquetColumn> children) {
    public ParquetColumn {
        requireNonNull(name, "name is null");
        requireNonNull(fieldId, "fieldId is null");
        requireNonNull(type, "type is null");
        children = ImmutableList.copyOf(children);
    }

    /** A column without field ids. */
    public static ParquetColumn named(String name, Type type) {
        return new ParquetColumn(name, OptionalInt.empty(), type, ImmutableList.of());
    }
}
