package io.blueshift.connector.lake.iceberg;

import com.google.common.collect.ImmutableMap;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.VarcharType;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableUtil;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.session.PropertyMetadata.integerProperty;
import static io.trino.spi.session.PropertyMetadata.stringProperty;

/** What {@code CREATE TABLE ... WITH (...)} accepts for Iceberg tables. */
public final class IcebergTableProperties {
    public static final String PARTITIONING = "partitioning";
    public static final String LOCATION = "location";
    public static final String FORMAT_VERSION = "format_version";

    private static final int OLDEST_VERSION = 1;
    private static final int NEWEST_VERSION = 2;

    private IcebergTableProperties() {}

    /** For the connector, which adds those of external tables. */
    public static List<PropertyMetadata<?>> properties() {
        return List.of(
                new PropertyMetadata<>(PARTITIONING,
                        "Columns and transforms, such as ARRAY['region', 'month(order_date)', 'bucket(id, 16)']",
                        new ArrayType(VarcharType.VARCHAR), List.class, List.of(), false,
                        value -> ((List<?>) value).stream().map(String.class::cast).toList(), value -> value),
                stringProperty(LOCATION, "Directory of the table's files; chosen by the catalog when absent", null,
                        false),
                integerProperty(FORMAT_VERSION, "Iceberg format version, 1 or 2", NEWEST_VERSION,
                        IcebergTableProperties::checkVersion, false));
    }

    /** Fails where a property of Iceberg tables is given for another kind of table. */
    public static void refuse(Map<String, Object> properties, String reason) {
        boolean versionGiven = properties.get(FORMAT_VERSION) instanceof Integer version && version != NEWEST_VERSION;
        if (!partitioning(properties).isEmpty() || properties.get(LOCATION) != null || versionGiven) {
            throw new TrinoException(StandardErrorCode.INVALID_TABLE_PROPERTY,
                    "%s, %s and %s are %s".formatted(PARTITIONING, LOCATION, FORMAT_VERSION, reason));
        }
    }

    private static void checkVersion(int version) {
        if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
            throw new TrinoException(StandardErrorCode.INVALID_TABLE_PROPERTY,
                    "format_version must be between %d and %d: %d".formatted(OLDEST_VERSION, NEWEST_VERSION, version));
        }
    }

    static List<String> partitioning(Map<String, Object> properties) {
        return Optional.ofNullable((List<?>) properties.get(PARTITIONING)).orElse(List.of()).stream()
                .map(String.class::cast).toList();
    }

    static Optional<String> location(Map<String, Object> properties) {
        return Optional.ofNullable((String) properties.get(LOCATION));
    }

    static int formatVersion(Map<String, Object> properties) {
        return Optional.ofNullable((Integer) properties.get(FORMAT_VERSION)).orElse(NEWEST_VERSION);
    }

    /** The properties that SHOW CREATE TABLE prints. */
    static Map<String, Object> of(Table table) {
        ImmutableMap.Builder<String, Object> properties = ImmutableMap.builder();
        properties.put("format", "PARQUET");
        properties.put(FORMAT_VERSION, TableUtil.formatVersion(table));
        properties.put(LOCATION, table.location());
        List<String> partitioning = IcebergPartitioning.format(table.spec());
        if (!partitioning.isEmpty()) {
            properties.put(PARTITIONING, partitioning);
        }
        return properties.buildOrThrow();
    }
}
