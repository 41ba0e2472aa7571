package io.blueshift.connector.lake.iceberg;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorTableMetadata;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A CREATE TABLE statement in Iceberg's terms. */
record IcebergTableDefinition(TableIdentifier name, Schema schema, PartitionSpec spec, Optional<String> location,
        Map<String, String> properties) {
    static final String COMMENT = "comment";

    static IcebergTableDefinition of(ConnectorTableMetadata table) {
        IcebergTables.checkLength(table.getTable().getTableName());
        Map<String, Object> given = table.getProperties();
        Object format = given.get("format");
        if (format != null && !format.toString().equalsIgnoreCase("PARQUET")) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Iceberg tables are written as PARQUET only; format %s needs external_location".formatted(format));
        }
        Schema schema = schema(table.getColumns());
        Map<String, String> properties = new HashMap<>();
        properties.put(TableProperties.FORMAT_VERSION, String.valueOf(IcebergTableProperties.formatVersion(given)));
        properties.put(TableProperties.DEFAULT_FILE_FORMAT, "parquet");
        properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
        table.getComment().ifPresent(comment -> properties.put(COMMENT, comment));
        return new IcebergTableDefinition(IcebergTables.identifier(table.getTable()), schema,
                IcebergPartitioning.parse(schema, IcebergTableProperties.partitioning(given)),
                IcebergTableProperties.location(given), properties);
    }

    private static Schema schema(List<ColumnMetadata> columns) {
        // Columns first, then what is inside them, as Iceberg numbers them
        AtomicInteger ids = new AtomicInteger(columns.size());
        List<Types.NestedField> fields = new ArrayList<>();
        for (ColumnMetadata column : columns) {
            fields.add(Types.NestedField.builder().withId(fields.size() + 1).withName(column.getName())
                    .isOptional(column.isNullable())
                    .ofType(IcebergTypes.toIceberg(column.getType(), ids::incrementAndGet))
                    .withDoc(column.getComment().orElse(null)).build());
        }
        return new Schema(fields);
    }

    Catalog.TableBuilder builder(Catalog catalog) {
        return catalog.buildTable(name, schema).withPartitionSpec(spec).withLocation(location.orElse(null))
                .withProperties(properties);
    }
}
