package io.blueshift.connector.jdbc;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceUtf8;
import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import static io.blueshift.connector.jdbc.SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE;
import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;
import static io.trino.spi.type.Chars.trimTrailingSpaces;
import static java.lang.Float.floatToRawIntBits;

/**
 * Readers for what JDBC drivers agree on. Dates and times are read as {@code java.time} values: the classes of
 * {@code java.sql} pass through the JVM's zone, where some local times do not exist.
 */
public final class StandardReaders {
    private StandardReaders() {}

    /** The reader for columns whose driver gives values of the obvious Java class; absent for other engine types. */
    public static Optional<ColumnReader> forType(Type type) {
        return Optional.ofNullable(switch (type) {
            case BooleanType _ -> booleans();
            case TinyintType _,SmallintType _,IntegerType _,BigintType _ -> integers(type);
            case RealType _ -> reals();
            case DoubleType _ -> doubles();
            case DecimalType decimal -> decimals(decimal);
            case VarcharType _ -> text(type);
            case CharType padded -> paddedText(padded);
            case VarbinaryType _ -> bytes();
            case DateType _ -> dates();
            case TimeType time -> times(time);
            case TimestampType timestamp -> timestamps(timestamp);
            case TimestampWithTimeZoneType timestamp -> instants(timestamp);
            case UuidType _ -> uuids();
            default -> null;
        });
    }

    private static ColumnReader booleans() {
        return (result, index, output) -> {
            boolean value = result.getBoolean(index);
            if (result.wasNull()) {
                output.appendNull();
            } else {
                BooleanType.BOOLEAN.writeBoolean(output, value);
            }
        };
    }

    private static ColumnReader integers(Type type) {
        return (result, index, output) -> {
            long value = result.getLong(index);
            if (result.wasNull()) {
                output.appendNull();
            } else {
                type.writeLong(output, value);
            }
        };
    }

    private static ColumnReader reals() {
        return (result, index, output) -> {
            float value = result.getFloat(index);
            if (result.wasNull()) {
                output.appendNull();
            } else {
                RealType.REAL.writeLong(output, floatToRawIntBits(value));
            }
        };
    }

    private static ColumnReader doubles() {
        return (result, index, output) -> {
            double value = result.getDouble(index);
            if (result.wasNull()) {
                output.appendNull();
            } else {
                DoubleType.DOUBLE.writeDouble(output, value);
            }
        };
    }

    private static ColumnReader decimals(DecimalType type) {
        return objects(ResultSet::getBigDecimal, (value, output) -> writeDecimal(type, output, value));
    }

    /** @throws TrinoException if the value has more digits than the type */
    public static void writeDecimal(DecimalType type, BlockBuilder output, BigDecimal value) {
        fitting(type, value);
        if (type.isShort()) {
            type.writeLong(output, Decimals.encodeShortScaledValue(value, type.getScale()));
        } else {
            type.writeObject(output, Decimals.encodeScaledValue(value, type.getScale()));
        }
    }

    /**
     * The value with the type's scale.
     *
     * @throws TrinoException if the value has more digits than the type. A column's values have not, unless it was altered:
     *                        it is a sum, and the error that which the engine's own sum would raise
     */
    public static BigDecimal fitting(DecimalType type, BigDecimal value) {
        if (value.scale() > type.getScale() && value.stripTrailingZeros().scale() > type.getScale()) {
            throw notRepresentable(value.toString(), type);
        }
        BigDecimal scaled = value.setScale(type.getScale(), RoundingMode.UNNECESSARY);
        if (Decimals.overflows(scaled, type.getPrecision())) {
            throw new TrinoException(NUMERIC_VALUE_OUT_OF_RANGE,
                    "the value " + value + " has more digits than the type " + type.getDisplayName());
        }
        return scaled;
    }

    private static ColumnReader text(Type type) {
        return objects(ResultSet::getString, (value, output) -> type.writeSlice(output, Slices.utf8Slice(value)));
    }

    private static ColumnReader paddedText(CharType type) {
        return objects(ResultSet::getString,
                (value, output) -> type.writeSlice(output, unpadded(type, Slices.utf8Slice(value))));
    }

    /**
     * The value as the engine keeps it: without the spaces at its end.
     *
     * @throws TrinoException if it is longer than the type, as it may be if a column was made longer
     */
    public static Slice unpadded(CharType type, Slice value) {
        Slice text = trimTrailingSpaces(value);
        if (text.length() > type.getLength() && SliceUtf8.countCodePoints(text) > type.getLength()) {
            throw notRepresentable("'" + text.toStringUtf8() + "'", type);
        }
        return text;
    }

    private static ColumnReader bytes() {
        return objects(ResultSet::getBytes,
                (value, output) -> VarbinaryType.VARBINARY.writeSlice(output, Slices.wrappedBuffer(value)));
    }

    private static ColumnReader dates() {
        return objects((result, index) -> result.getObject(index, LocalDate.class),
                (value, output) -> DateType.DATE.writeLong(output, value.toEpochDay()));
    }

    private static ColumnReader times(TimeType type) {
        return objects((result, index) -> result.getObject(index, LocalTime.class),
                (value, output) -> type.writeLong(output, EngineTimes.time(value)));
    }

    private static ColumnReader timestamps(TimestampType type) {
        return objects((result, index) -> result.getObject(index, LocalDateTime.class),
                (value, output) -> EngineTimes.writeTimestamp(type, output, value));
    }

    private static ColumnReader instants(TimestampWithTimeZoneType type) {
        return objects((result, index) -> result.getObject(index, OffsetDateTime.class),
                (value, output) -> EngineTimes.writeInstant(type, output, value.toInstant()));
    }

    private static ColumnReader uuids() {
        return objects((result, index) -> result.getObject(index, UUID.class),
                (value, output) -> UuidType.UUID.writeSlice(output, UuidType.javaUuidToTrinoUuid(value)));
    }

    /** JSON in the form that the engine's own functions give it, so that equal documents are equal text. */
    public static ColumnReader json(Type type) {
        return objects(ResultSet::getString, (value, output) -> type.writeSlice(output, CanonicalJson.of(value)));
    }

    /** A reader for values that the driver gives as objects, null for NULL. */
    public static <T> ColumnReader objects(Getter<T> getter, Appender<T> appender) {
        return (result, index, output) -> {
            T value = getter.get(result, index);
            if (value == null) {
                output.appendNull();
            } else {
                appender.append(value, output);
            }
        };
    }

    /** The error for a value that the engine's type has no room for. */
    public static TrinoException notRepresentable(String value, Type type) {
        return new TrinoException(SOURCE_VALUE_NOT_REPRESENTABLE,
                "the value " + value + " has no equal in the type " + type.getDisplayName());
    }

    /** Gets an object from a result; null for NULL, as JDBC has it. */
    @FunctionalInterface
    public interface Getter<T> {
        T get(ResultSet result, int index) throws SQLException;
    }

    /** Appends a value that is not NULL. */
    @FunctionalInterface
    public interface Appender<T> {
        void append(T value, BlockBuilder output);
    }
}
