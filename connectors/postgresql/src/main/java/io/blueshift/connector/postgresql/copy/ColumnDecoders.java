package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.decode.BytesDecoder;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.blueshift.connector.jdbc.decode.InstantDecoder;
import io.blueshift.connector.jdbc.decode.Int128Decoder;
import io.blueshift.connector.jdbc.decode.LongDecoder;
import io.blueshift.pushdown.RemoteColumn;
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

import java.util.List;
import java.util.Optional;

import static io.blueshift.connector.postgresql.copy.MalformedCopyException.checkLength;
import static java.lang.Double.doubleToLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Float.floatToIntBits;
import static java.lang.Float.intBitsToFloat;

/** Which decoder reads which column. */
final class ColumnDecoders {
    private final Type json;
    private final boolean trustedText;

    /** @param trustedText whether the server vouches for its texts being UTF-8 */
    ColumnDecoders(Type json, boolean trustedText) {
        this.json = json;
        this.trustedText = trustedText;
    }

    /** @return empty for types that only a driver's result reads */
    Optional<ColumnDecoder> decoder(RemoteColumn column) {
        return decoder(column.type(), column.comparedAs().equals("jsonb"), trustedText);
    }

    private Optional<ColumnDecoder> decoder(Type type, boolean binaryJson, boolean trusted) {
        return Optional.ofNullable(switch (type) {
            case BooleanType _ -> booleans();
            case SmallintType _ -> smallints();
            case IntegerType _ -> integers();
            case BigintType _ -> bigints();
            case RealType _ -> reals();
            case DoubleType _ -> doubles();
            case NumberType _ -> new NumberDecoder();
            case DecimalType decimal -> decimal.isShort()
                    ? LongDecoder.longs(new ShortDecimal(decimal))
                    : new Int128Decoder(new LongDecimal(decimal));
            case VarcharType _ -> TextDecoders.text(type, trusted);
            case CharType padded -> TextDecoders.padded(padded, trusted);
            case VarbinaryType _ -> new BytesDecoder();
            case DateType _ -> TimeDecoders.dates(type);
            case TimeType time -> TimeDecoders.times(time);
            case TimeWithTimeZoneType time -> TimeDecoders.zonedTimes(time);
            case TimestampType timestamp when timestamp.isShort() -> TimeDecoders.timestamps(timestamp);
            case TimestampWithTimeZoneType instant -> instant.isShort()
                    ? InstantDecoder.ofMillis(TimeDecoders.instants(instant))
                    : new InstantDecoder(TimeDecoders.instants(instant));
            case UuidType _ -> uuids();
            case ArrayType array -> within(ArrayDecoder.innermost(array), trusted)
                    .map(elements -> new ArrayDecoder(array, elements)).orElse(null);
            case RowType row -> row(row).orElse(null);
            case MapType hstore -> new HstoreDecoder(hstore, TextDecoders.text(hstore.getKeyType(), trusted),
                    TextDecoders.text(hstore.getValueType(), trusted));
            default -> type.equals(json) ? TextDecoders.json(type, trusted, binaryJson) : null;
        });
    }

    /** For values within others, which name their types. */
    private Optional<ColumnDecoder> within(Type type, boolean trusted) {
        return type.equals(json)
                ? Optional.of(TextDecoders.eitherJson(type, trusted))
                : decoder(type, false, trusted);
    }

    /** What a field is sent as that was text when the statement was planned is known by its number only. */
    private Optional<ColumnDecoder> row(RowType type) {
        List<Optional<ColumnDecoder>> fields = type.getFieldTypes().stream().map(field -> within(field, false))
                .toList();
        return fields.stream().allMatch(Optional::isPresent)
                ? Optional.of(new RowDecoder(type, fields.stream().map(Optional::orElseThrow).toList()))
                : Optional.empty();
    }

    private static ColumnDecoder booleans() {
        return LongDecoder.bytes((bytes, offset, length) -> {
            checkLength(length, 1);
            return bytes[offset];
        });
    }

    private static ColumnDecoder smallints() {
        return LongDecoder.shorts((bytes, offset, length) -> {
            checkLength(length, Short.BYTES);
            return BigEndian.getShort(bytes, offset);
        });
    }

    private static ColumnDecoder integers() {
        return LongDecoder.ints((bytes, offset, length) -> {
            checkLength(length, Integer.BYTES);
            return BigEndian.getInt(bytes, offset);
        });
    }

    private static ColumnDecoder bigints() {
        return LongDecoder.longs((bytes, offset, length) -> {
            checkLength(length, Long.BYTES);
            return BigEndian.getLong(bytes, offset);
        });
    }

    /** There is one NaN here, whatever bits the server's has. */
    private static ColumnDecoder reals() {
        return LongDecoder.ints((bytes, offset, length) -> {
            checkLength(length, Float.BYTES);
            return floatToIntBits(intBitsToFloat(BigEndian.getInt(bytes, offset)));
        });
    }

    private static ColumnDecoder doubles() {
        return LongDecoder.longs((bytes, offset, length) -> {
            checkLength(length, Double.BYTES);
            return doubleToLongBits(longBitsToDouble(BigEndian.getLong(bytes, offset)));
        });
    }

    /** The engine keeps the 16 bytes in their order, as two integers of the other byte order. */
    private static ColumnDecoder uuids() {
        return new Int128Decoder((bytes, offset, length, output, index) -> {
            checkLength(length, 2 * Long.BYTES);
            output[index] = Long.reverseBytes(BigEndian.getLong(bytes, offset));
            output[index + 1] = Long.reverseBytes(BigEndian.getLong(bytes, offset + Long.BYTES));
        });
    }
}
