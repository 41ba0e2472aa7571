package io.blueshift.connector.lake.iceberg;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Computes the partition of each row with Iceberg's own transforms. For one thread. */
final class IcebergPartitioner {
    private final PartitionSpec spec;
    private final List<Term> terms = new ArrayList<>();

    private record Term(int channel, Type type, org.apache.iceberg.types.Type icebergType,
            Function<Object, Object> transform) {
        Object apply(Page page, int position) {
            Block block = page.getBlock(channel);
            Object value = block.isNull(position)
                    ? null
                    : IcebergValues.toIceberg(icebergType, TypeUtils.readNativeValue(type, block, position));
            return transform.apply(value);
        }
    }

    IcebergPartitioner(Schema schema, PartitionSpec spec) {
        this.spec = spec;
        for (PartitionField field : spec.fields()) {
            Types.NestedField source = schema.findField(field.sourceId());
            int channel = schema.columns().indexOf(source);
            if (channel < 0) {
                throw new IllegalArgumentException("Partitioning by a nested field is not supported: " + field);
            }
            terms.add(
                    new Term(channel, IcebergTypes.toTrino(source.type()), source.type(), bound(field, source.type())));
        }
    }

    @SuppressWarnings("unchecked")
    private static Function<Object, Object> bound(PartitionField field, org.apache.iceberg.types.Type type) {
        var transform = (org.apache.iceberg.transforms.Transform<Object, Object>) field.transform();
        return transform.bind(type)::apply;
    }

    /** Rows of the page by partition value, in order of first appearance. */
    Map<List<Object>, List<Integer>> partition(Page page) {
        Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
        for (int position = 0; position < page.getPositionCount(); position++) {
            groups.computeIfAbsent(key(page, position), ignored -> new ArrayList<>()).add(position);
        }
        return groups;
    }

    /** Equal for rows of the same partition. */
    List<Object> key(Page page, int position) {
        List<Object> key = new ArrayList<>(terms.size());
        for (Term term : terms) {
            key.add(term.apply(page, position));
        }
        return key;
    }

    PartitionData data(List<Object> key) {
        PartitionData data = new PartitionData(spec.partitionType());
        for (int i = 0; i < key.size(); i++) {
            data.set(i, key.get(i));
        }
        return data;
    }
}
