package io.blueshift.store.connector;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.SortKey;
import io.blueshift.store.catalog.TableVersion;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.type.ArrayType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.type.VarcharType.VARCHAR;

/** What {@code CREATE TABLE ... WITH (...)} and {@code ALTER TABLE ... SET PROPERTIES} understand. */
final class TableProperties {
    static final List<PropertyMetadata<?>> ALL = List.of(
            new PropertyMetadata<>(
                    SortKey.PROPERTY,
                    "Columns by which rows are sorted, the most significant first",
                    new ArrayType(VARCHAR),
                    List.class,
                    null,
                    false,
                    value -> ((List<?>) value).stream().map(name -> name.toString().toLowerCase(Locale.ENGLISH))
                            .toList(),
                    value -> value));

    private TableProperties() {}

    /** As the manifest keeps them. */
    static Map<String, String> stored(Map<String, Object> properties, List<ColumnDefinition> columns) {
        return SortKey.set(Map.of(), names(Optional.ofNullable(properties.get(SortKey.PROPERTY))), columns);
    }

    /** The next version with some properties changed; one without a value goes back to its default. */
    static TableVersion change(TableVersion table, Map<String, Optional<Object>> changes) {
        Map<String, String> properties = table.properties();
        if (changes.containsKey(SortKey.PROPERTY)) {
            properties = SortKey.set(properties, names(changes.get(SortKey.PROPERTY)), table.columns());
        }
        return table.withProperties(properties);
    }

    private static List<String> names(Optional<Object> value) {
        return value.stream().flatMap(list -> ((List<?>) list).stream()).map(String::valueOf).toList();
    }

    /** As users wrote them. */
    static Map<String, Object> shown(TableVersion table) {
        List<String> sortKey = table.sortKey().stream().flatMap(id -> table.column(id).stream())
                .map(ColumnDefinition::name).toList();
        return sortKey.isEmpty() ? Map.of() : Map.of(SortKey.PROPERTY, sortKey);
    }
}
