package io.blueshift.store.catalog;

import io.blueshift.store.encoding.Storage;
import io.trino.spi.TrinoException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static io.trino.spi.StandardErrorCode.INVALID_TABLE_PROPERTY;
import static java.util.stream.Collectors.joining;

/** The sort key among a table's properties: ids of columns, so that it survives their renaming. */
public final class SortKey {
    /** The property's name, for users too. */
    public static final String PROPERTY = "sort_key";

    private SortKey() {}

    static List<Integer> columnIds(Map<String, String> properties) {
        String ids = properties.getOrDefault(PROPERTY, "");
        return ids.isEmpty() ? List.of() : Stream.of(ids.split(",")).map(Integer::valueOf).toList();
    }

    /** Properties with a sort key of these columns. */
    public static Map<String, String> set(Map<String, String> properties, List<String> names,
            List<ColumnDefinition> columns) {
        List<Integer> ids = new ArrayList<>();
        for (String name : names) {
            ColumnDefinition column = find(name, columns);
            if (ids.contains(column.id())) {
                throw invalid("column '%s' is there twice".formatted(name));
            }
            // Values with NULLs inside cannot be compared
            if (!column.type().isOrderable() || Storage.of(column.type()).isNested()) {
                throw invalid("column '%s' of type %s has no order".formatted(name, column.type().getDisplayName()));
            }
            ids.add(column.id());
        }
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(PROPERTY, ids.stream().map(String::valueOf).collect(joining(",")));
        if (ids.isEmpty()) {
            changed.remove(PROPERTY);
        }
        return changed;
    }

    private static ColumnDefinition find(String name, List<ColumnDefinition> columns) {
        Optional<ColumnDefinition> found = columns.stream().filter(column -> column.name().equals(name)).findFirst();
        return found.orElseThrow(
                () -> invalid(
                        "there is no column '%s'; the table has %s".formatted(
                                name,
                                columns.stream().map(ColumnDefinition::name).collect(joining(", ")))));
    }

    private static TrinoException invalid(String problem) {
        return new TrinoException(INVALID_TABLE_PROPERTY, PROPERTY + ": " + problem);
    }
}
