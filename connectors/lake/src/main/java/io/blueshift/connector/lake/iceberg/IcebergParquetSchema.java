package io.blueshift.connector.lake.iceberg;

import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types.PrimitiveBuilder;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An Iceberg schema as the Parquet schema that the specification's appendix A prescribes, every field with its id.
 * <p>
 * Lists are three levels (list, element), maps have key_value; decimals take the smallest of INT32, INT64 and a fixed array;
 * times and timestamps are microseconds.
 */
final class IcebergParquetSchema {
    private static final int INT32_DIGITS = 9;
    private static final int INT64_DIGITS = 18;
    private static final int UUID_BYTES = 16;

    private final Map<List<String>, Leaf> leaves = new LinkedHashMap<>();
    private final MessageType message;

    /** @param repeated inside a list or map, so that a row may have several values, for which no bounds are kept */
    record Leaf(int id, Type type, boolean repeated) {}

    IcebergParquetSchema(Schema schema) {
        List<org.apache.parquet.schema.Type> fields = new ArrayList<>();
        for (Types.NestedField field : schema.columns()) {
            fields.add(convert(field, field.name(), List.of(), false));
        }
        message = new MessageType("table", fields);
    }

    MessageType message() {
        return message;
    }

    /** Primitive fields by their path. */
    Map<List<String>, Leaf> leaves() {
        return leaves;
    }

    private org.apache.parquet.schema.Type convert(Types.NestedField field, String name, List<String> parent,
            boolean repeated) {
        Repetition repetition = field.isRequired() ? Repetition.REQUIRED : Repetition.OPTIONAL;
        List<String> path = child(parent, name);
        return switch (field.type().typeId()) {
            case STRUCT -> {
                var group = org.apache.parquet.schema.Types.buildGroup(repetition);
                for (Types.NestedField part : field.type().asStructType().fields()) {
                    group.addField(convert(part, part.name(), path, repeated));
                }
                yield group.id(field.fieldId()).named(name);
            }
            case LIST -> org.apache.parquet.schema.Types.list(repetition)
                    .element(convert(field.type().asListType().fields().getFirst(), "element", child(path, "list"),
                            true))
                    .id(field.fieldId()).named(name);
            case MAP -> org.apache.parquet.schema.Types.map(repetition)
                    .key(convert(field.type().asMapType().fields().getFirst(), "key", child(path, "key_value"), true))
                    .value(convert(field.type().asMapType().fields().getLast(), "value", child(path, "key_value"),
                            true))
                    .id(field.fieldId()).named(name);
            default -> {
                leaves.put(path, new Leaf(field.fieldId(), field.type(), repeated));
                yield primitive(field.type(), repetition).id(field.fieldId()).named(name);
            }
        };
    }

    private static List<String> child(List<String> parent, String name) {
        List<String> path = new ArrayList<>(parent);
        path.add(name);
        return List.copyOf(path);
    }

    private static PrimitiveBuilder<PrimitiveType> primitive(Type type, Repetition repetition) {
        return switch (type.typeId()) {
            case BOOLEAN -> start(repetition, PrimitiveTypeName.BOOLEAN);
            case INTEGER -> start(repetition, PrimitiveTypeName.INT32);
            case LONG -> start(repetition, PrimitiveTypeName.INT64);
            case FLOAT -> start(repetition, PrimitiveTypeName.FLOAT);
            case DOUBLE -> start(repetition, PrimitiveTypeName.DOUBLE);
            case DATE -> start(repetition, PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType());
            case TIME -> start(repetition, PrimitiveTypeName.INT64)
                    .as(LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS));
            case TIMESTAMP -> start(repetition, PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.timestampType(
                    ((Types.TimestampType) type).shouldAdjustToUTC(), TimeUnit.MICROS));
            case STRING -> start(repetition, PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType());
            case BINARY -> start(repetition, PrimitiveTypeName.BINARY);
            case FIXED -> start(repetition, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                    .length(((Types.FixedType) type).length());
            case UUID -> start(repetition, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY).length(UUID_BYTES)
                    .as(LogicalTypeAnnotation.uuidType());
            case DECIMAL -> decimal((Types.DecimalType) type, repetition);
            default -> throw new IllegalArgumentException("Not a primitive type: " + type);
        };
    }

    private static PrimitiveBuilder<PrimitiveType> decimal(Types.DecimalType type, Repetition repetition) {
        PrimitiveTypeName storage = decimalStorage(type);
        PrimitiveBuilder<PrimitiveType> builder = start(repetition, storage);
        if (storage == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
            builder = builder.length(bytesFor(type.precision()));
        }
        return builder.as(LogicalTypeAnnotation.decimalType(type.scale(), type.precision()));
    }

    static PrimitiveTypeName decimalStorage(Types.DecimalType type) {
        if (type.precision() <= INT32_DIGITS) {
            return PrimitiveTypeName.INT32;
        }
        return type.precision() <= INT64_DIGITS ? PrimitiveTypeName.INT64 : PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    }

    /** Bytes of a two's complement number with so many decimal digits. */
    private static int bytesFor(int digits) {
        return BigInteger.TEN.pow(digits).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
    }

    private static PrimitiveBuilder<PrimitiveType> start(Repetition repetition, PrimitiveTypeName physical) {
        return org.apache.parquet.schema.Types.primitive(physical, repetition);
    }
}
