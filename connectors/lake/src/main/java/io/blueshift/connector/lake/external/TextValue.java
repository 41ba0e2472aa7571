package io.blueshift.connector.lake.external;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceUtf8;
import io.airlift.slice.Slices;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;

/**
 * Reads one SQL type from text, as it stands in CSV fields and in the names of partition directories. Exact: a value that
 * would have to be rounded or cut is refused. Thread-safe.
 */
@FunctionalInterface
interface TextValue {
    /**
     * Appends the value that the text means; never NULL.
     *
     * @throws IllegalArgumentException
     *             if the text means no value of the type; the message may be empty
     */
    void append(Slice text, BlockBuilder target);

    /** The reader for a type; NOT_SUPPORTED for types that have no text form here. */
    static TextValue of(Type type) {
        if (type == BIGINT) {
            return integer(type, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == INTEGER) {
            return integer(type, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == SMALLINT) {
            return integer(type, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type == TINYINT) {
            return integer(type, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        return switch (type) {
            case VarcharType text -> (value, target) -> text.writeSlice(target, varchar(value, text));
            case CharType text -> (value, target) -> text.writeSlice(target, padded(value, text));
            case BooleanType bool -> (value, target) -> bool.writeBoolean(target, bool(trimmed(value)));
            case RealType real -> (value, target) -> real
                    .writeLong(target, Float.floatToIntBits(TextNumbers.real(trimmed(value))));
            case DoubleType number -> (value, target) -> number
                    .writeDouble(target, TextNumbers.doublePrecision(trimmed(value)));
            case DecimalType decimal -> (value, target) -> TextNumbers.decimal(trimmed(value), decimal, target);
            case DateType date -> (value, target) -> date.writeLong(target, TextTimes.date(trimmed(value)));
            case TimeType time -> (value, target) -> time.writeLong(target, TextTimes.time(trimmed(value), time));
            case TimestampType time -> (value, target) -> TextTimes.timestamp(trimmed(value), time, target);
            case TimestampWithTimeZoneType time -> (value, target) -> TextTimes.instant(trimmed(value), time, target);
            case UuidType uuid -> (value, target) -> uuid.writeSlice(target, uuid(trimmed(value)));
            case VarbinaryType binary -> (value, target) -> binary.writeSlice(target, binary(trimmed(value)));
            default -> throw new TrinoException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Type %s cannot be read from text".formatted(type.getDisplayName()));
        };
    }

    private static TextValue integer(Type type, long min, long max) {
        return (value, target) -> type.writeLong(target, TextNumbers.integer(value, min, max));
    }

    private static String trimmed(Slice value) {
        return value.toStringUtf8().strip();
    }

    private static Slice varchar(Slice value, VarcharType type) {
        int length = checkedLength(value);
        if (!type.isUnbounded() && length > type.getBoundedLength()) {
            throw new IllegalArgumentException("it has %s characters".formatted(length));
        }
        return value;
    }

    private static Slice padded(Slice value, CharType type) {
        Slice bare = Chars.trimTrailingSpaces(value);
        int length = checkedLength(bare);
        if (length > type.getLength()) {
            throw new IllegalArgumentException("it has %s characters".formatted(length));
        }
        return bare;
    }

    /** The number of code points of text that is valid UTF-8. */
    private static int checkedLength(Slice value) {
        if (SliceUtf8.isAscii(value)) {
            return value.length();
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getBytes()));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
        return SliceUtf8.countCodePoints(value);
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ENGLISH)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw new IllegalArgumentException("use true or false");
        };
    }

    private static Slice uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("");
        }
        return UuidType.javaUuidToTrinoUuid(UUID.fromString(text));
    }

    private static Slice binary(String text) {
        String digits = text.startsWith("\\x") || text.startsWith("0x") ? text.substring(2) : text;
        return Slices.wrappedBuffer(HexFormat.of().parseHex(digits));
    }
}
