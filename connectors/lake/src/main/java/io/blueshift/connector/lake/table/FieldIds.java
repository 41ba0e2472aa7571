package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * The field id of a column and, in the order of its type's parameters (row: fields; array: element; map: key, value),
 * those of its parts. Readers match file columns by these ids where they are known: names may have changed since the
 * file was written.
 */
public record FieldIds(@JsonProperty("id") int id, @JsonProperty("parts") List<FieldIds> parts) {
    public FieldIds {
        parts = List.copyOf(parts);
    }

    /** A column without parts. */
    public static FieldIds leaf(int id) {
        return new FieldIds(id, List.of());
    }
}
