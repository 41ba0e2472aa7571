package io.blueshift.connector.lake.iceberg;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ConnectorPartitioningHandle;
import io.trino.spi.connector.ConnectorTableLayout;
import io.trino.spi.connector.ConnectorTableMetadata;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How rows are dealt out to writers: all rows of a partition to one, so that a statement leaves one file per partition and not one
 * per partition and writer.
 *
 * @param columns
 *            Iceberg's JSON of the columns that partitions are computed from
 * @param spec
 *            Iceberg's JSON of the partitioning
 */
public record IcebergWriteLayout(@JsonProperty("columns") String columns, @JsonProperty("spec") String spec)
        implements
            ConnectorPartitioningHandle {
    /** For a table yet to be created. */
    public static Optional<ConnectorTableLayout> of(ConnectorTableMetadata table) {
        IcebergTableDefinition definition = IcebergTableDefinition.of(table);
        return of(definition.schema(), definition.spec());
    }

    static Optional<ConnectorTableLayout> of(Table table) {
        return of(table.schema(), table.spec());
    }

    private static Optional<ConnectorTableLayout> of(Schema schema, PartitionSpec spec) {
        List<Types.NestedField> sources = spec.fields().stream().filter(field -> !field.transform().isVoid())
                .map(PartitionField::sourceId).distinct().map(schema::findField).toList();
        if (sources.isEmpty() || !schema.columns().containsAll(sources)) {
            return Optional.empty();
        }
        IcebergWriteLayout layout = new IcebergWriteLayout(SchemaParser.toJson(new Schema(sources)),
                PartitionSpecParser.toJson(spec));
        List<String> names = sources.stream().map(field -> field.name().toLowerCase(Locale.ENGLISH)).toList();
        return Optional.of(new ConnectorTableLayout(layout, names, false));
    }

    /** Computes partitions from pages that hold the source columns only. */
    IcebergPartitioner partitioner() {
        Schema schema = SchemaParser.fromJson(columns);
        return new IcebergPartitioner(schema, PartitionSpecParser.fromJson(schema, spec));
    }
}
