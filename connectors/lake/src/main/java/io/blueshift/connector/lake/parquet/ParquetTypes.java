package io.blueshift.connector.lake.parquet;

import com.google.common.collect.ImmutableList;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

import java.util.List;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.RealType.REAL;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.UuidType.UUID;
import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * The SQL type in which each Parquet column loses nothing. Unsigned integers become the next wider type; timestamps
 * "adjusted to UTC" are instants (WITH TIME ZONE), others are local; a binary without meaning is VARBINARY.
 */
public final class ParquetTypes {
    private static final TypeOperators OPERATORS = new TypeOperators();

    private ParquetTypes() {}

    /** The columns of a file, in its order. */
    public static List<ColumnMetadata> columns(ParquetFooter footer) {
        ImmutableList.Builder<ColumnMetadata> columns = ImmutableList.builder();
        for (org.apache.parquet.schema.Type type : footer.schema().getFields()) {
            columns.add(new ColumnMetadata(type.getName(), sqlType(type)));
        }
        return columns.build();
    }

    private static Type sqlType(org.apache.parquet.schema.Type type) {
        Type single = type.isPrimitive() ? primitive(type.asPrimitiveType()) : group(type.asGroupType());
        return type.getRepetition() == Repetition.REPEATED ? new ArrayType(single) : single;
    }

    private static Type group(GroupType group) {
        return switch (group.getLogicalTypeAnnotation()) {
            case ListLogicalTypeAnnotation _ -> new ArrayType(element(group));
            case MapLogicalTypeAnnotation _ -> map(group);
            case MapKeyValueTypeAnnotation _ -> map(group);
            case null, default -> row(group);
        };
    }

    private static Type row(GroupType group) {
        return RowType.from(
                group.getFields().stream().map(field -> RowType.field(field.getName(), sqlType(field))).toList());
    }

    private static Type map(GroupType group) {
        GroupType entries = group.getType(0).asGroupType();
        if (entries.getFieldCount() != 2) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED, "Not a map: " + group);
        }
        return new MapType(sqlType(entries.getType(0)), sqlType(entries.getType(1)), OPERATORS);
    }

    /** The rules for the several ways in which lists were written, from the Parquet format's LogicalTypes.md. */
    private static Type element(GroupType list) {
        org.apache.parquet.schema.Type repeated = list.getType(0);
        if (repeated.isPrimitive()) {
            return primitive(repeated.asPrimitiveType());
        }
        GroupType middle = repeated.asGroupType();
        boolean tuple = middle.getFieldCount() > 1 || middle.getName().equals("array")
                || middle.getName().equals(list.getName() + "_tuple");
        return tuple ? row(middle) : sqlType(middle.getType(0));
    }

    private static Type primitive(PrimitiveType type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        return switch (annotation) {
            case StringLogicalTypeAnnotation _ -> VARCHAR;
            case EnumLogicalTypeAnnotation _ -> VARCHAR;
            case JsonLogicalTypeAnnotation _ -> VARCHAR;
            case DateLogicalTypeAnnotation _ -> DATE;
            case UUIDLogicalTypeAnnotation _ -> UUID;
            case DecimalLogicalTypeAnnotation decimal -> decimal(decimal);
            case IntLogicalTypeAnnotation integer -> integer(integer);
            case TimeLogicalTypeAnnotation time -> TimeType.createTimeType(precision(time.getUnit()));
            case TimestampLogicalTypeAnnotation timestamp -> timestamp.isAdjustedToUTC()
                    ? TimestampWithTimeZoneType.createTimestampWithTimeZoneType(precision(timestamp.getUnit()))
                    : TimestampType.createTimestampType(precision(timestamp.getUnit()));
            case null, default -> plain(type.getPrimitiveTypeName());
        };
    }

    private static Type decimal(DecimalLogicalTypeAnnotation decimal) {
        if (decimal.getPrecision() > 38) {
            throw new TrinoException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "decimal(%s,%s) has more than 38 digits".formatted(decimal.getPrecision(), decimal.getScale()));
        }
        return DecimalType.createDecimalType(decimal.getPrecision(), decimal.getScale());
    }

    private static Type integer(IntLogicalTypeAnnotation integer) {
        return switch (integer.getBitWidth()) {
            case 8 -> integer.isSigned() ? TINYINT : SMALLINT;
            case 16 -> integer.isSigned() ? SMALLINT : INTEGER;
            case 32 -> integer.isSigned() ? INTEGER : BIGINT;
            default -> integer.isSigned() ? BIGINT : DecimalType.createDecimalType(20, 0);
        };
    }

    private static Type plain(PrimitiveTypeName name) {
        return switch (name) {
            case BOOLEAN -> BOOLEAN;
            case INT32 -> INTEGER;
            case INT64 -> BIGINT;
            // Nanoseconds of a day and a Julian day, as Hive, Impala and Spark wrote timestamps
            case INT96 -> TimestampType.TIMESTAMP_NANOS;
            case FLOAT -> REAL;
            case DOUBLE -> DOUBLE;
            case BINARY, FIXED_LEN_BYTE_ARRAY -> VARBINARY;
        };
    }

    private static int precision(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 3;
            case MICROS -> 6;
            case NANOS -> 9;
        };
    }
}
