package io.blueshift.connector.lake.iceberg;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.SchemaTableName;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.LocationProvider;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a writer needs to know of the table, pinned when the statement began.
 *
 * @param schema
 *            Iceberg's JSON of the schema; pages carry its columns in its order
 * @param spec
 *            Iceberg's JSON of the partitioning
 * @param properties
 *            the table's properties that say where and how to write
 */
public record IcebergWriteHandle(@JsonProperty("name") SchemaTableName name, @JsonProperty("schema") String schema,
        @JsonProperty("spec") String spec, @JsonProperty("location") String location,
        @JsonProperty("properties") Map<String, String> properties)
        implements
            ConnectorInsertTableHandle,
            ConnectorOutputTableHandle {
    static IcebergWriteHandle of(SchemaTableName name, Table table) {
        Map<String, String> properties = table.properties().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("write."))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new IcebergWriteHandle(name, SchemaParser.toJson(table.schema()),
                PartitionSpecParser.toJson(table.spec()),
                table.location(), properties);
    }

    Schema icebergSchema() {
        return SchemaParser.fromJson(schema);
    }

    PartitionSpec icebergSpec(Schema bound) {
        return PartitionSpecParser.fromJson(bound, spec);
    }

    LocationProvider locations() {
        return LocationProviders.locationsFor(location, properties);
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
