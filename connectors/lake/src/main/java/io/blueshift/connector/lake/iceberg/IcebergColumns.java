package io.blueshift.connector.lake.iceberg;

import io.blueshift.connector.lake.table.FieldIds;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An Iceberg schema as column handles. Names are shown in lower case, as Trino does; ids identify. */
final class IcebergColumns {
    private IcebergColumns() {}

    /** @param spec the table's current partitioning, which says which columns are marked as partition columns */
    static List<LakeColumnHandle> of(Schema schema, PartitionSpec spec) {
        Set<Integer> identity = spec.identitySourceIds();
        List<LakeColumnHandle> columns = new ArrayList<>();
        for (Types.NestedField field : schema.columns()) {
            columns.add(new LakeColumnHandle(field.name().toLowerCase(Locale.ENGLISH), IcebergTypes.toTrino(
                    field.type()), Optional.of(ids(field)), identity.contains(field.fieldId())));
        }
        return columns;
    }

    static FieldIds ids(Types.NestedField field) {
        return new FieldIds(field.fieldId(), parts(field.type()));
    }

    private static List<FieldIds> parts(Type type) {
        return type.isNestedType()
                ? type.asNestedType().fields().stream().map(IcebergColumns::ids).toList()
                : List.of();
    }

    static int id(LakeColumnHandle column) {
        return column.ids().orElseThrow().id();
    }

    /** Identity-partitioned in every given spec: each file then holds one value of it, known from its metadata. */
    static Set<Integer> identityInAll(Iterable<PartitionSpec> specs) {
        Set<Integer> common = null;
        for (PartitionSpec spec : specs) {
            Set<Integer> here = spec.identitySourceIds();
            common = common == null ? here : common.stream().filter(here::contains).collect(Collectors.toSet());
        }
        return common == null ? Set.of() : common;
    }
}
