package io.blueshift.connector.mysql;

import io.airlift.slice.Slices;
import io.blueshift.connector.jdbc.CanonicalJson;
import io.blueshift.connector.jdbc.ColumnReader;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RealType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;

/** Readers of result columns, one for each engine type that {@link MySqlColumnTypes} hands out. */
final class MySqlReaders {
    private MySqlReaders() {}

    /** Writes what is not NULL. */
    @FunctionalInterface
    private interface Converter<T> {
        void write(BlockBuilder output, T value) throws SQLException;
    }

    @FunctionalInterface
    private interface Getter<T> {
        T get(ResultSet row, int index) throws SQLException;
    }

    static ColumnReader of(Type type) {
        return switch (type) {
            case BooleanType bool -> primitive(ResultSet::getBoolean, bool::writeBoolean);
            case DoubleType number -> primitive(ResultSet::getDouble, number::writeDouble);
            case RealType number ->
                primitive(ResultSet::getDouble, (output, value) -> number.writeFloat(output, value.floatValue()));
            case DecimalType decimal ->
                object(ResultSet::getBigDecimal, (output, value) -> writeDecimal(decimal, output, value));
            case CharType text ->
                object(ResultSet::getString,
                        (output, value) -> text.writeSlice(output, Chars.trimTrailingSpaces(utf8Slice(value))));
            case VarcharType text ->
                object(ResultSet::getString, (output, value) -> text.writeSlice(output, utf8Slice(value)));
            case VarbinaryType bytes ->
                object(ResultSet::getBytes, (output, value) -> bytes.writeSlice(output, Slices.wrappedBuffer(value)));
            case DateType date ->
                object(ResultSet::getString, (output, value) -> date.writeLong(output, MySqlTemporals.day(value)));
            case TimeType time -> object(ResultSet::getString,
                    (output, value) -> time.writeLong(output,
                            MySqlTemporals.microOfDay(value) * PICOSECONDS_PER_MICROSECOND));
            case TimestampType timestamp ->
                object(ResultSet::getString,
                        (output, value) -> timestamp.writeLong(output, MySqlTemporals.micros(value)));
            case TimestampWithTimeZoneType instant ->
                object(ResultSet::getString,
                        (output, value) -> writeInstant(instant, output, MySqlTemporals.micros(value)));
            default -> type.getBaseName().equals(StandardTypes.JSON)
                    ? object(ResultSet::getString, (output, value) -> type.writeSlice(output, CanonicalJson.of(value)))
                    : primitive(ResultSet::getLong, type::writeLong);
        };
    }

    private static void writeDecimal(DecimalType type, BlockBuilder output, BigDecimal value) {
        if (type.isShort()) {
            type.writeLong(output, Decimals.encodeShortScaledValue(value, type.getScale()));
        } else {
            type.writeObject(output, Decimals.encodeScaledValue(value, type.getScale()));
        }
    }

    private static void writeInstant(TimestampWithTimeZoneType type, BlockBuilder output, long micros) {
        long millis = Math.floorDiv(micros, MICROSECONDS_PER_MILLISECOND);
        if (type.isShort()) {
            type.writeLong(output, packDateTimeWithZone(millis, UTC_KEY));
        } else {
            int picos = Math.floorMod(micros, MICROSECONDS_PER_MILLISECOND) * PICOSECONDS_PER_MICROSECOND;
            type.writeObject(output, LongTimestampWithTimeZone.fromEpochMillisAndFraction(millis, picos, UTC_KEY));
        }
    }

    private static <T> ColumnReader primitive(Getter<T> getter, Converter<T> converter) {
        return (row, index, output) -> {
            T value = getter.get(row, index);
            if (row.wasNull()) {
                output.appendNull();
            } else {
                converter.write(output, value);
            }
        };
    }

    private static <T> ColumnReader object(Getter<T> getter, Converter<T> converter) {
        return (row, index, output) -> {
            T value = getter.get(row, index);
            if (value == null) {
                output.appendNull();
            } else {
                converter.write(output, value);
            }
        };
    }
}
