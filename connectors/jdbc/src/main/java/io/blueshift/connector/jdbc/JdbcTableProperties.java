package io.blueshift.connector.jdbc;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.VarcharType;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What may be said of a new table beyond its columns. */
final class JdbcTableProperties {
    private static final String PRIMARY_KEY = "primary_key";

    private JdbcTableProperties() {}

    static List<PropertyMetadata<?>> all() {
        return List.of(new PropertyMetadata<>(PRIMARY_KEY, "Columns of the primary key, by which rows are changed",
                new ArrayType(VarcharType.VARCHAR), List.class, List.of(), false,
                value -> ((Collection<?>) value).stream()
                        .map(name -> ((String) name).toLowerCase(Locale.ENGLISH)).toList(),
                value -> value));
    }

    /**
     * The columns of the key that a new table is to have; none if it is to have no key.
     *
     * @throws TrinoException for one that is not a column of the table, or NULL
     */
    static List<String> primaryKey(ConnectorTableMetadata table) {
        List<String> columns = table.getColumns().stream().map(ColumnMetadata::getName).toList();
        List<String> key = ((Collection<?>) table.getProperties().getOrDefault(PRIMARY_KEY, List.of())).stream()
                .map(String.class::cast).toList();
        for (String name : key) {
            if (!columns.contains(name)) {
                throw new TrinoException(StandardErrorCode.INVALID_TABLE_PROPERTY,
                        "Column '%s' of the property %s does not exist".formatted(name, PRIMARY_KEY));
            }
        }
        return key;
    }

    /** What a table that is there would have been made with. */
    static Map<String, Object> of(List<String> primaryKey) {
        return primaryKey.isEmpty() ? Map.of() : Map.of(PRIMARY_KEY, primaryKey);
    }
}
