package io.blueshift.connector.lake.iceberg;

import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A written file's footer as Iceberg's metrics, by which later scans leave files out: sizes, counts, and bounds, of which text
 * and binary keep 16 characters or bytes. A column whose bounds are unknown in one row group has none.
 */
final class IcebergFileMetrics {
    private static final int BOUND_LENGTH = 16;

    private final IcebergParquetSchema schema;
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> values = new HashMap<>();
    private final Map<Integer, Long> nulls = new HashMap<>();
    private final Map<Integer, Object> lows = new HashMap<>();
    private final Map<Integer, Object> highs = new HashMap<>();
    private final Map<Integer, Type> types = new HashMap<>();
    private final Set<Integer> unbounded = new HashSet<>();
    private final Set<Integer> uncounted = new HashSet<>();

    private IcebergFileMetrics(IcebergParquetSchema schema) {
        this.schema = schema;
    }

    static Metrics of(FileMetaData footer, IcebergParquetSchema schema) {
        IcebergFileMetrics metrics = new IcebergFileMetrics(schema);
        for (RowGroup group : footer.getRow_groups()) {
            group.getColumns().forEach(metrics::add);
        }
        return metrics.build(footer.getNum_rows());
    }

    /** Where row groups begin, at which scans may cut the file. */
    static List<Long> splitOffsets(FileMetaData footer) {
        List<Long> offsets = new ArrayList<>();
        for (RowGroup group : footer.getRow_groups()) {
            ColumnMetaData first = group.getColumns().getFirst().getMeta_data();
            offsets.add(first.isSetDictionary_page_offset()
                    ? Math.min(first.getDictionary_page_offset(), first.getData_page_offset())
                    : first.getData_page_offset());
        }
        offsets.sort(Comparator.naturalOrder());
        return offsets;
    }

    private void add(ColumnChunk chunk) {
        ColumnMetaData column = chunk.getMeta_data();
        IcebergParquetSchema.Leaf leaf = schema.leaves().get(column.getPath_in_schema());
        sizes.merge(leaf.id(), column.getTotal_compressed_size(), Long::sum);
        if (leaf.repeated()) {
            return;
        }
        values.merge(leaf.id(), column.getNum_values(), Long::sum);
        Statistics statistics = column.getStatistics();
        if (statistics == null || !statistics.isSetNull_count()) {
            unbounded.add(leaf.id());
            uncounted.add(leaf.id());
            return;
        }
        nulls.merge(leaf.id(), statistics.getNull_count(), Long::sum);
        if (statistics.getNull_count() < column.getNum_values()) {
            addBounds(leaf, statistics);
        }
    }

    private void addBounds(IcebergParquetSchema.Leaf leaf, Statistics statistics) {
        Optional<Object> low = decode(leaf.type(), statistics.getMin_value());
        Optional<Object> high = decode(leaf.type(), statistics.getMax_value());
        if (low.isEmpty() || high.isEmpty()) {
            unbounded.add(leaf.id());
            return;
        }
        types.put(leaf.id(), leaf.type());
        Comparator<Object> order = Comparators.forType(leaf.type().asPrimitiveType());
        lows.merge(leaf.id(), low.get(), (a, b) -> order.compare(a, b) <= 0 ? a : b);
        highs.merge(leaf.id(), high.get(), (a, b) -> order.compare(a, b) >= 0 ? a : b);
    }

    private Metrics build(long rows) {
        Map<Integer, ByteBuffer> lower = new HashMap<>();
        Map<Integer, ByteBuffer> upper = new HashMap<>();
        types.forEach((id, type) -> {
            if (!unbounded.contains(id)) {
                lower.put(id, Conversions.toByteBuffer(type, shortened(lows.get(id))));
                raised(highs.get(id)).ifPresent(high -> upper.put(id, Conversions.toByteBuffer(type, high)));
            }
        });
        nulls.keySet().removeAll(uncounted);
        return new Metrics(rows, sizes, values, nulls, null, lower, upper);
    }

    /** Parquet's plain encoding; empty for what is missing, is no number, or is ordered otherwise by Iceberg (UUID). */
    private static Optional<Object> decode(Type type, byte[] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        ByteBuffer plain = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.typeId()) {
            case BOOLEAN -> Optional.of(bytes[0] != 0);
            case INTEGER, DATE -> Optional.of(plain.getInt());
            case LONG, TIME, TIMESTAMP -> Optional.of(plain.getLong());
            case FLOAT -> Optional.<Object>of(plain.getFloat()).filter(value -> !((Float) value).isNaN());
            case DOUBLE -> Optional.<Object>of(plain.getDouble()).filter(value -> !((Double) value).isNaN());
            case STRING -> Optional.of(new String(bytes, StandardCharsets.UTF_8));
            case BINARY, FIXED -> Optional.of(ByteBuffer.wrap(bytes));
            case DECIMAL -> Optional.of(decimal((Types.DecimalType) type, bytes, plain));
            default -> Optional.empty();
        };
    }

    private static BigDecimal decimal(Types.DecimalType type, byte[] bytes, ByteBuffer plain) {
        BigInteger unscaled = switch (IcebergParquetSchema.decimalStorage(type)) {
            case INT32 -> BigInteger.valueOf(plain.getInt());
            case INT64 -> BigInteger.valueOf(plain.getLong());
            default -> new BigInteger(bytes);
        };
        return new BigDecimal(unscaled, type.scale());
    }

    private static Object shortened(Object low) {
        return switch (low) {
            case CharSequence text -> UnicodeUtil.truncateString(text, BOUND_LENGTH);
            case ByteBuffer bytes -> BinaryUtil.truncateBinary(bytes, BOUND_LENGTH);
            default -> low;
        };
    }

    /** Empty where no value of that length is above. */
    private static Optional<Object> raised(Object high) {
        return switch (high) {
            case String text -> Optional.ofNullable(UnicodeUtil.truncateStringMax(text, BOUND_LENGTH));
            case ByteBuffer bytes -> Optional.ofNullable(BinaryUtil.truncateBinaryMax(bytes, BOUND_LENGTH));
            default -> Optional.of(high);
        };
    }
}
