package io.blueshift.connector.lake.iceberg;

import com.google.common.collect.ImmutableMap;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.predicate.TupleDomain;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

import java.util.Map;
import java.util.Optional;

/**
 * The values that a data file's identity partitioning gives to all its rows. They are taken from metadata and not from the
 * file, which, as the specification says, may lack the column.
 */
final class IcebergConstants {
    private final Table table;

    IcebergConstants(Table table) {
        this.table = table;
    }

    /** By field id; only columns that the table's schema still has. */
    Map<Integer, NullableValue> of(ContentFile<?> file) {
        ImmutableMap.Builder<Integer, NullableValue> constants = ImmutableMap.builder();
        PartitionSpec spec = table.specs().get(file.specId());
        for (int position = 0; position < spec.fields().size(); position++) {
            PartitionField field = spec.fields().get(position);
            Types.NestedField column = table.schema().findField(field.sourceId());
            if (field.transform().isIdentity() && column != null) {
                constants.put(field.sourceId(), value(column.type(), file.partition(), position));
            }
        }
        return constants.buildOrThrow();
    }

    /** Whether the file's rows satisfy what is said of its constants. */
    boolean match(ContentFile<?> file, TupleDomain<LakeColumnHandle> predicate) {
        if (predicate.isAll()) {
            return true;
        }
        Map<Integer, NullableValue> constants = of(file);
        Optional<Map<LakeColumnHandle, Domain>> domains = predicate.getDomains();
        return domains.isPresent() && domains.get().entrySet().stream().allMatch(entry -> {
            NullableValue constant = constants.get(IcebergColumns.id(entry.getKey()));
            return constant == null || entry.getValue().includesNullableValue(constant.getValue());
        });
    }

    private static NullableValue value(Type type, StructLike partition, int position) {
        Object raw = partition.get(position, Object.class);
        io.trino.spi.type.Type trino = IcebergTypes.toTrino(type);
        return raw == null
                ? NullableValue.asNull(trino)
                : NullableValue.of(trino, IcebergValues.toTrino(type, widened(type, raw)));
    }

    /** Files written before a column was widened keep the narrow value in their partition. */
    private static Object widened(Type type, Object raw) {
        return switch (type.typeId()) {
            case LONG -> ((Number) raw).longValue();
            case DOUBLE -> ((Number) raw).doubleValue();
            default -> raw;
        };
    }
}
