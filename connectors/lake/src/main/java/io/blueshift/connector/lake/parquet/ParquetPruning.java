package io.blueshift.connector.lake.parquet;

import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

import java.util.HashMap;
import java.util.Map;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;

/**
 * Which predicates may be compared with a file's statistics and dictionaries: only where these order values as the column's
 * type does, value for value. Everything else just is not used for skipping.
 */
final class ParquetPruning {
    private ParquetPruning() {}

    /** The part of a predicate that statistics can answer; NONE stays NONE. */
    static TupleDomain<ColumnDescriptor> comparable(Map<ColumnDescriptor, Domain> domains) {
        Map<ColumnDescriptor, Domain> kept = new HashMap<>();
        domains.forEach((column, domain) -> {
            if (sameOrder(domain.getType(), column.getPrimitiveType())) {
                kept.put(column, domain);
            }
        });
        return TupleDomain.withColumnDomains(kept);
    }

    private static boolean sameOrder(Type type, PrimitiveType file) {
        PrimitiveTypeName stored = file.getPrimitiveTypeName();
        LogicalTypeAnnotation annotation = file.getLogicalTypeAnnotation();
        boolean integral = stored == PrimitiveTypeName.INT32 || stored == PrimitiveTypeName.INT64;
        if (type == BIGINT || type == INTEGER || type == SMALLINT || type == TINYINT) {
            return integral && (annotation == null
                    || annotation instanceof IntLogicalTypeAnnotation integer && integer.isSigned());
        }
        if (type == BOOLEAN) {
            return stored == PrimitiveTypeName.BOOLEAN;
        }
        return switch (type) {
            case DateType _ -> stored == PrimitiveTypeName.INT32 && annotation instanceof DateLogicalTypeAnnotation;
            case RealType _ -> stored == PrimitiveTypeName.FLOAT;
            case DoubleType _ -> stored == PrimitiveTypeName.DOUBLE;
            case VarcharType _ ->
                stored == PrimitiveTypeName.BINARY && annotation instanceof StringLogicalTypeAnnotation;
            case TimestampType _ ->
                stored == PrimitiveTypeName.INT64 && annotation instanceof TimestampLogicalTypeAnnotation;
            case DecimalType decimal -> annotation instanceof DecimalLogicalTypeAnnotation written
                    && decimal.getScale() == written.getScale() && decimal.getPrecision() >= written.getPrecision();
            default -> false;
        };
    }
}
