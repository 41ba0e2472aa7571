package io.blueshift.connector.postgresql.text;

import io.airlift.slice.Slices;
import io.blueshift.connector.jdbc.CanonicalJson;
import io.blueshift.connector.jdbc.EngineTimes;
import io.blueshift.connector.jdbc.StandardReaders;
import io.blueshift.connector.postgresql.copy.Numbers;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.MapBlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.postgresql.jdbc.TimestampUtils;
import org.postgresql.util.PGbytea;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.UUID;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;
import static io.blueshift.connector.jdbc.StandardReaders.unpadded;
import static io.blueshift.connector.postgresql.text.Extremes.finite;

/** Readers of what the driver's results have as text only: arrays, composites, HSTORE, and the values within. */
public final class TextReaders {
    private final Type json;

    /** @param json the engine's type for JSON */
    public TextReaders(Type json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException for types that no column has */
    public TextReader of(Type type) {
        return switch (type) {
            case ArrayType array -> array(array);
            case RowType row -> row(row);
            case MapType hstore -> hstore(hstore);
            case DateType _,TimeType _,TimeWithTimeZoneType _,TimestampType _,TimestampWithTimeZoneType _ ->
                time(type);
            case BooleanType _ -> (text, _, output) -> type.writeBoolean(output, text.equals("t"));
            case SmallintType _,IntegerType _,BigintType _ ->
                (text, _, output) -> type.writeLong(output, Long.parseLong(text));
            case RealType real -> (text, _, output) -> real.writeFloat(output, Float.parseFloat(text));
            case DoubleType _ -> (text, _, output) -> type.writeDouble(output, Double.parseDouble(text));
            case NumberType _ -> (text, _, output) -> type.writeObject(output, Numbers.parse(text));
            case DecimalType decimal -> (text, _, output) -> decimal(decimal, text, output);
            case VarcharType _ -> (text, _, output) -> type.writeSlice(output, Slices.utf8Slice(text));
            case CharType padded -> (text, _, output) -> type.writeSlice(output,
                    unpadded(padded, Slices.utf8Slice(text)));
            case VarbinaryType _ -> (text, _, output) -> type.writeSlice(output,
                    Slices.wrappedBuffer(PGbytea.toBytes(text.getBytes(StandardCharsets.US_ASCII))));
            case UuidType _ -> (text, _, output) -> type.writeSlice(output,
                    UuidType.javaUuidToTrinoUuid(UUID.fromString(text)));
            default -> {
                if (!type.equals(json)) {
                    throw new IllegalArgumentException("no reader for " + type.getDisplayName());
                }
                yield (text, _, output) -> type.writeSlice(output, CanonicalJson.of(text));
            }
        };
    }

    private static TextReader time(Type type) {
        return switch (type) {
            case DateType _ -> (text, times, output) -> type.writeLong(output,
                    finite(times.toLocalDate(text.getBytes(StandardCharsets.US_ASCII)), LocalDate.MAX, LocalDate.MIN,
                            type).toEpochDay());
            case TimeType _ -> (text, times, output) -> type.writeLong(output,
                    EngineTimes.time(finite(times.toLocalTime(text), LocalTime.MAX, null, type)));
            case TimeWithTimeZoneType _ -> (text, times, output) -> {
                OffsetTime value = finite(times.toOffsetTime(text), OffsetTime.MAX, null, type);
                type.writeLong(output,
                        EngineTimes.zonedTime(value.toLocalTime(), value.getOffset().getTotalSeconds(), type));
            };
            case TimestampType timestamp -> (text, times, output) -> EngineTimes.writeTimestamp(timestamp, output,
                    finite(times.toLocalDateTime(text), LocalDateTime.MAX, LocalDateTime.MIN, type));
            case TimestampWithTimeZoneType instant -> (text, times, output) -> EngineTimes.writeInstant(instant,
                    output, finite(times.toOffsetDateTime(text), OffsetDateTime.MAX, OffsetDateTime.MIN, type)
                            .toInstant());
            default -> throw new IllegalArgumentException("no time: " + type.getDisplayName());
        };
    }

    private static void decimal(DecimalType type, String text, BlockBuilder output) {
        if (text.equals("NaN")) {
            throw notRepresentable(text, type);
        }
        StandardReaders.writeDecimal(type, output, new BigDecimal(text));
    }

    private TextReader array(ArrayType type) {
        int depth = depth(type);
        TextReader elements = of(innermost(type));
        return (text, times, output) -> {
            List<Object> values = StructuredText.array(text);
            int dimensions = values.isEmpty() ? depth : dimensions(values);
            if (dimensions != depth) {
                throw notRepresentable("of " + dimensions + (dimensions == 1 ? " dimension" : " dimensions"), type);
            }
            append(values, elements, times, output);
        };
    }

    private static int depth(Type type) {
        return type instanceof ArrayType array ? 1 + depth(array.getElementType()) : 0;
    }

    private static Type innermost(Type type) {
        return type instanceof ArrayType array ? innermost(array.getElementType()) : type;
    }

    private static int dimensions(List<?> values) {
        return values.getFirst() instanceof List<?> inner ? 1 + dimensions(inner) : 1;
    }

    private static void append(List<?> values, TextReader elements, TimestampUtils times, BlockBuilder output)
            throws SQLException {
        ((ArrayBlockBuilder) output).buildEntry(builder -> {
            for (Object value : values) {
                if (value instanceof List<?> inner) {
                    append(inner, elements, times, builder);
                } else {
                    append((String) value, elements, times, builder);
                }
            }
        });
    }

    /** @param text null for NULL */
    private static void append(String text, TextReader reader, TimestampUtils times, BlockBuilder output)
            throws SQLException {
        if (text == null) {
            output.appendNull();
        } else {
            reader.read(text, times, output);
        }
    }

    private TextReader row(RowType type) {
        List<TextReader> fields = type.getFieldTypes().stream().map(this::of).toList();
        return (text, times, output) -> {
            List<String> values = StructuredText.composite(text);
            ((RowBlockBuilder) output).buildEntry(builders -> {
                for (int i = 0; i < fields.size(); i++) {
                    append(values.get(i), fields.get(i), times, builders.get(i));
                }
            });
        };
    }

    private TextReader hstore(MapType type) {
        TextReader keys = of(type.getKeyType());
        TextReader values = of(type.getValueType());
        return (text, times, output) -> {
            List<String> pairs = StructuredText.hstore(text);
            ((MapBlockBuilder) output).buildEntry((keyBuilder, valueBuilder) -> {
                for (int i = 0; i < pairs.size(); i += 2) {
                    append(pairs.get(i), keys, times, keyBuilder);
                    append(pairs.get(i + 1), values, times, valueBuilder);
                }
            });
        };
    }
}
