package io.blueshift.connector.lake.iceberg;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Iceberg's types and Trino's. Every Iceberg type has one Trino type; Trino has more, and {@link #storable} says which one to store. */
public final class IcebergTypes {
    private static final TypeOperators OPERATORS = new TypeOperators();

    private IcebergTypes() {}

    static io.trino.spi.type.Type toTrino(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> BooleanType.BOOLEAN;
            case INTEGER -> IntegerType.INTEGER;
            case LONG -> BigintType.BIGINT;
            case FLOAT -> RealType.REAL;
            case DOUBLE -> DoubleType.DOUBLE;
            case DATE -> DateType.DATE;
            case TIME -> TimeType.TIME_MICROS;
            case TIMESTAMP -> ((Types.TimestampType) type).shouldAdjustToUTC()
                    ? TimestampWithTimeZoneType.TIMESTAMP_TZ_MICROS
                    : TimestampType.TIMESTAMP_MICROS;
            case STRING -> VarcharType.VARCHAR;
            case UUID -> UuidType.UUID;
            case FIXED, BINARY -> VarbinaryType.VARBINARY;
            case DECIMAL -> {
                Types.DecimalType decimal = (Types.DecimalType) type;
                yield DecimalType.createDecimalType(decimal.precision(), decimal.scale());
            }
            case LIST -> new ArrayType(toTrino(type.asListType().elementType()));
            case MAP -> new MapType(
                    toTrino(type.asMapType().keyType()), toTrino(type.asMapType().valueType()), OPERATORS);
            case STRUCT -> RowType.from(type.asStructType().fields().stream()
                    .map(field -> RowType.field(field.name(), toTrino(field.type()))).toList());
            default -> throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Iceberg type %s is not supported".formatted(type));
        };
    }

    /** The Trino type in which values of the given type are kept, where it differs: sizes and precisions that Iceberg lacks. */
    public static Optional<io.trino.spi.type.Type> storable(io.trino.spi.type.Type type) {
        return switch (type) {
            case TinyintType _,SmallintType _ -> Optional.of(IntegerType.INTEGER);
            case CharType _ -> Optional.of(VarcharType.VARCHAR);
            case VarcharType varchar when !varchar.isUnbounded() -> Optional.of(VarcharType.VARCHAR);
            case TimeType time when time.getPrecision() != 6 -> Optional.of(TimeType.TIME_MICROS);
            case TimestampType timestamp when timestamp.getPrecision() != 6 ->
                Optional.of(TimestampType.TIMESTAMP_MICROS);
            case TimestampWithTimeZoneType timestamp when timestamp.getPrecision() != 6 ->
                Optional.of(TimestampWithTimeZoneType.TIMESTAMP_TZ_MICROS);
            case ArrayType array -> storable(array.getElementType()).map(ArrayType::new);
            case MapType map -> storableMap(map);
            case RowType row -> storableRow(row);
            default -> Optional.empty();
        };
    }

    private static Optional<io.trino.spi.type.Type> storableMap(MapType map) {
        Optional<io.trino.spi.type.Type> key = storable(map.getKeyType());
        Optional<io.trino.spi.type.Type> value = storable(map.getValueType());
        return key.isEmpty() && value.isEmpty()
                ? Optional.empty()
                : Optional.of(new MapType(key.orElse(map.getKeyType()), value.orElse(map.getValueType()), OPERATORS));
    }

    private static Optional<io.trino.spi.type.Type> storableRow(RowType row) {
        if (row.getFields().stream().allMatch(field -> storable(field.getType()).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(RowType.from(row.getFields().stream().map(field -> new RowType.Field(
                field.getName(), storable(field.getType()).orElse(field.getType()))).toList()));
    }

    /** @param ids gives the next free field id, taken for the parts of nested types in their order */
    static Type toIceberg(io.trino.spi.type.Type type, IntSupplier ids) {
        return switch (storable(type).orElse(type)) {
            case BooleanType _ -> Types.BooleanType.get();
            case IntegerType _ -> Types.IntegerType.get();
            case BigintType _ -> Types.LongType.get();
            case RealType _ -> Types.FloatType.get();
            case DoubleType _ -> Types.DoubleType.get();
            case DateType _ -> Types.DateType.get();
            case TimeType _ -> Types.TimeType.get();
            case TimestampType _ -> Types.TimestampType.withoutZone();
            case TimestampWithTimeZoneType _ -> Types.TimestampType.withZone();
            case VarcharType _ -> Types.StringType.get();
            case VarbinaryType _ -> Types.BinaryType.get();
            case UuidType _ -> Types.UUIDType.get();
            case DecimalType decimal -> Types.DecimalType.of(decimal.getPrecision(), decimal.getScale());
            case ArrayType array -> Types.ListType.ofOptional(ids.getAsInt(), toIceberg(array.getElementType(), ids));
            case MapType map -> Types.MapType.ofOptional(ids.getAsInt(), ids.getAsInt(),
                    toIceberg(map.getKeyType(), ids), toIceberg(map.getValueType(), ids));
            case RowType row -> struct(row, ids);
            default -> throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Type not supported for Iceberg: %s".formatted(type.getDisplayName()));
        };
    }

    private static Type struct(RowType row, IntSupplier ids) {
        List<Types.NestedField> fields = new ArrayList<>();
        for (RowType.Field field : row.getFields()) {
            String name = field.getName().orElseThrow(() -> new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Row type field does not have a name: %s".formatted(row.getDisplayName())));
            fields.add(Types.NestedField.optional(ids.getAsInt(), name, toIceberg(field.getType(), ids)));
        }
        return Types.StructType.of(fields);
    }
}
