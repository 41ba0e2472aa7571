package io.blueshift.store.connector;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.ColumnEncodings;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.Encoding;
import io.blueshift.store.encoding.Storage;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/** From what CREATE TABLE says to the first version of a table. */
final class NewTables {
    private NewTables() {}

    static TableVersion firstVersion(UUID id, ConnectorTableMetadata table) {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (ColumnMetadata column : table.getColumns()) {
            requireStorable(column.getName(), column.getType());
            columns.add(definition(columns.size() + 1, column));
        }
        Map<String, String> properties = TableProperties.stored(table.getProperties(), columns);
        for (int i = 0; i < columns.size(); i++) {
            Optional<Encoding> encoding = ColumnProperties.encoding(table.getColumns().get(i));
            properties = ColumnEncodings.set(properties, columns.get(i).id(), encoding);
        }
        return TableVersion.first(id, table.getComment(), properties, columns);
    }

    static ColumnDefinition definition(int id, ColumnMetadata column) {
        return new ColumnDefinition(
                id,
                column.getName(),
                column.getType(),
                column.isNullable(),
                column.getDefaultValue(),
                column.getComment());
    }

    static void requireStorable(String column, Type type) {
        if (Storage.find(type).isEmpty()) {
            throw new TrinoException(NOT_SUPPORTED, "Column '%s' has a type that cannot be stored: %s"
                    .formatted(column, type));
        }
    }
}
