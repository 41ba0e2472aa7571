package io.blueshift.connector.mysql.rows;

import com.mysql.cj.result.Field;
import io.blueshift.connector.jdbc.EngineTimes;
import io.blueshift.connector.jdbc.decode.BytesDecoder;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.blueshift.connector.jdbc.decode.InstantDecoder;
import io.blueshift.connector.jdbc.decode.Int128Decoder;
import io.blueshift.connector.jdbc.decode.LongDecoder;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;

/**
 * Which decoder reads which column. It depends on what the server says that it sends, not only on what was planned: a
 * column that has been altered meanwhile is read by the driver, which converts or refuses.
 */
final class RowDecoders {
    private RowDecoders() {}

    /** Empty if one of the columns has none; fields beyond the columns are not looked at. */
    static Optional<List<ColumnDecoder>> of(List<RemoteColumn> columns, Field[] fields) {
        List<ColumnDecoder> decoders = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnDecoder decoder = decoder(columns.get(i).type(), fields[i]);
            if (decoder == null) {
                return Optional.empty();
            }
            decoders.add(decoder);
        }
        return Optional.of(decoders);
    }

    private static ColumnDecoder decoder(Type type, Field field) {
        return switch (field.getMysqlType()) {
            case TINYINT, TINYINT_UNSIGNED, SMALLINT, SMALLINT_UNSIGNED, MEDIUMINT, MEDIUMINT_UNSIGNED, INT,
                    INT_UNSIGNED, BIGINT, BIGINT_UNSIGNED, YEAR ->
                integers(type);
            case DECIMAL, DECIMAL_UNSIGNED -> type instanceof DecimalType decimal ? decimals(decimal) : null;
            case DOUBLE, DOUBLE_UNSIGNED -> floats(type);
            case BIT -> type instanceof BooleanType ? LongDecoder.bytes(RowDecoders::bit) : null;
            case DATE -> type instanceof DateType ? LongDecoder.ints(TemporalText::day) : null;
            case TIME -> type instanceof TimeType time ? LongDecoder.longs(picosOfDay(time)) : null;
            case DATETIME, TIMESTAMP -> moments(type);
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, ENUM, SET -> text(type, field);
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                type instanceof VarbinaryType ? new BytesDecoder() : null;
            case JSON -> type.getBaseName().equals(StandardTypes.JSON) ? TextDecoder.json() : null;
            default -> null;
        };
    }

    private static ColumnDecoder integers(Type type) {
        return switch (type) {
            case TinyintType _ -> LongDecoder.bytes(NumberText.integers(type, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case SmallintType _ -> LongDecoder.shorts(NumberText.integers(type, Short.MIN_VALUE, Short.MAX_VALUE));
            case IntegerType _ -> LongDecoder.ints(NumberText.integers(type, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case BigintType _ -> LongDecoder.longs(NumberText.integers(type, Long.MIN_VALUE, Long.MAX_VALUE));
            case DecimalType decimal -> decimals(decimal);
            default -> null;
        };
    }

    private static ColumnDecoder decimals(DecimalType type) {
        DecimalText text = new DecimalText(type);
        return type.isShort() ? LongDecoder.longs(text::unscaled) : new Int128Decoder(text::unscaled);
    }

    private static ColumnDecoder floats(Type type) {
        return switch (type) {
            case DoubleType _ -> LongDecoder.longs(NumberText::doubleBits);
            case RealType _ -> LongDecoder.ints(NumberText::floatBits);
            default -> null;
        };
    }

    /** One bit is sent as one byte. */
    private static long bit(byte[] bytes, int offset, int length) {
        return length > 0 && bytes[offset + length - 1] != 0 ? 1 : 0;
    }

    private static ColumnDecoder moments(Type type) {
        return switch (type) {
            case TimestampType timestamp when timestamp.isShort() ->
                LongDecoder.longs(micros(timestamp.getPrecision(), type));
            case TimestampWithTimeZoneType instant -> instant.isShort()
                    ? InstantDecoder.ofMillis(micros(instant.getPrecision(), type))
                    : new InstantDecoder(micros(instant.getPrecision(), type));
            default -> null;
        };
    }

    private static LongDecoder.Value micros(int digits, Type type) {
        return (bytes, offset, length) -> EngineTimes.fitting(TemporalText.micros(bytes, offset, length), digits,
                type);
    }

    private static LongDecoder.Value picosOfDay(TimeType type) {
        int digits = type.getPrecision();
        return (bytes, offset, length) -> EngineTimes.fitting(TemporalText.microOfDay(bytes, offset, length), digits,
                type) * PICOSECONDS_PER_MICROSECOND;
    }

    private static ColumnDecoder text(Type type, Field field) {
        return switch (type) {
            case VarcharType _ -> TextDecoder.of(field).orElse(null);
            case CharType padded -> TextDecoder.padded(field, padded).orElse(null);
            // MariaDB keeps documents as text
            default -> type.getBaseName().equals(StandardTypes.JSON) ? TextDecoder.json(field).orElse(null) : null;
        };
    }
}
