package io.blueshift.connector.lake.iceberg;

import com.google.inject.Inject;
import io.blueshift.connector.lake.parquet.ParquetColumn;
import io.blueshift.connector.lake.parquet.ParquetPageSourceFactory;
import io.blueshift.connector.lake.parquet.ParquetScan;
import io.blueshift.connector.lake.table.ConstantColumnsPageSource;
import io.blueshift.connector.lake.table.FieldIds;
import io.blueshift.connector.lake.table.IcebergSplit;
import io.blueshift.connector.lake.table.IcebergTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeReader;
import io.blueshift.connector.lake.table.LakeSplit;
import io.blueshift.connector.lake.table.LakeTableHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/** Reads data files of Iceberg tables: columns by field id, partition columns from metadata. */
public final class IcebergReader implements LakeReader {
    private final ParquetPageSourceFactory parquet;

    @Inject
    public IcebergReader(ParquetPageSourceFactory parquet) {
        this.parquet = requireNonNull(parquet, "parquet is null");
    }

    @Override
    public ConnectorPageSource open(ConnectorSession session, LakeSplit split, LakeTableHandle table,
            List<LakeColumnHandle> columns, DynamicFilter dynamicFilter) {
        IcebergSplit piece = (IcebergSplit) split;
        TupleDomain<LakeColumnHandle> predicate = ((IcebergTableHandle) table).unenforced()
                .intersect(dynamicFilter.getCurrentPredicate().transformKeys(LakeColumnHandle.class::cast));
        if (predicate.isNone() || contradicts(piece.constants(), predicate)) {
            return new EmptyPageSource();
        }
        List<LakeColumnHandle> inFile = columns.stream().filter(column -> constant(piece, column).isEmpty()).toList();
        TupleDomain<ParquetColumn> pruning = predicate.filter((column, domain) -> constant(piece, column).isEmpty())
                .transformKeys(IcebergReader::parquetColumn);
        ConnectorPageSource source = parquet.create(new ParquetScan(piece.location(), piece.fileSize(), piece.start(),
                piece.length(), inFile.stream().map(IcebergReader::parquetColumn).toList(), pruning, false));
        if (inFile.size() == columns.size()) {
            return source;
        }
        return new ConstantColumnsPageSource(source, layout(piece, columns));
    }

    private static boolean contradicts(Map<Integer, NullableValue> constants, TupleDomain<LakeColumnHandle> predicate) {
        for (Map.Entry<LakeColumnHandle, Domain> entry : predicate.getDomains().orElseThrow().entrySet()) {
            NullableValue constant = constants.get(IcebergColumns.id(entry.getKey()));
            if (constant != null && !entry.getValue().includesNullableValue(constant.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<NullableValue> constant(IcebergSplit split, LakeColumnHandle column) {
        return Optional.ofNullable(split.constants().get(IcebergColumns.id(column)));
    }

    private static List<Optional<NullableValue>> layout(IcebergSplit split, List<LakeColumnHandle> columns) {
        return columns.stream().map(column -> constant(split, column)).toList();
    }

    private static ParquetColumn parquetColumn(LakeColumnHandle column) {
        return parquetColumn(column.name(), column.type(), column.ids().orElseThrow());
    }

    private static ParquetColumn parquetColumn(String name, Type type, FieldIds ids) {
        List<ParquetColumn> children = new ArrayList<>();
        for (int i = 0; i < ids.parts().size(); i++) {
            children.add(parquetColumn(partName(type, i), partType(type, i), ids.parts().get(i)));
        }
        return new ParquetColumn(name, OptionalInt.of(ids.id()), type, children);
    }

    private static String partName(Type type, int part) {
        return switch (type) {
            case RowType row -> row.getFields().get(part).getName().orElseThrow();
            case ArrayType _ -> "element";
            default -> part == 0 ? "key" : "value";
        };
    }

    private static Type partType(Type type, int part) {
        return switch (type) {
            case RowType row -> row.getFields().get(part).getType();
            case ArrayType array -> array.getElementType();
            case MapType map -> part == 0 ? map.getKeyType() : map.getValueType();
            default -> throw new IllegalArgumentException("No parts in " + type);
        };
    }
}
