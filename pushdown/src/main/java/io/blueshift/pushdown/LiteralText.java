package io.blueshift.pushdown;

import io.airlift.slice.Slice;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RealType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Collectors;

import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_SECOND;
import static io.trino.spi.type.Timestamps.NANOSECONDS_PER_MICROSECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_NANOSECOND;
import static java.lang.Float.intBitsToFloat;

/**
 * Constants as people read them in a statement. Only for display: what is executed carries bind parameters. Digits
 * below a nanosecond are not shown.
 */
final class LiteralText {
    private LiteralText() {}

    static String of(NullableValue value) {
        return value.isNull() ? "NULL" : of(value.getType(), value.getValue());
    }

    private static String of(Type type, Object value) {
        return switch (type) {
            case VarcharType _,CharType _ -> quoted(((Slice) value).toStringUtf8());
            case VarbinaryType _ -> "X'" + HexFormat.of().withUpperCase().formatHex(((Slice) value).getBytes()) + "'";
            case DecimalType decimal ->
                decimal.isShort()
                        ? Decimals.toString((long) value, decimal.getScale())
                        : Decimals.toString((Int128) value, decimal.getScale());
            case RealType _ -> Float.toString(intBitsToFloat(((Long) value).intValue()));
            case DateType _ -> "DATE '" + LocalDate.ofEpochDay((long) value) + "'";
            case TimeType _ -> "TIME '" + LocalTime.ofNanoOfDay((long) value / PICOSECONDS_PER_NANOSECOND) + "'";
            case TimestampType _ -> "TIMESTAMP '" + timestamp(value) + "'";
            case TimestampWithTimeZoneType _ -> "TIMESTAMP '" + instant(value) + "'";
            case UuidType _ -> quoted(UuidType.trinoUuidToJavaUuid((Slice) value).toString());
            default -> value instanceof Slice slice ? quoted(slice.toStringUtf8()) : value.toString();
        };
    }

    /** With escapes for what would break a line or not be seen. */
    private static String quoted(String text) {
        String doubled = text.replace("'", "''");
        return text.chars().noneMatch(LiteralText::invisible)
                ? "'" + doubled + "'"
                : "U&'" + doubled.replace("\\", "\\\\").chars()
                        .mapToObj(unit -> invisible(unit) ? "\\%04X".formatted(unit) : Character.toString(unit))
                        .collect(Collectors.joining()) + "'";
    }

    private static boolean invisible(int unit) {
        return Character.isISOControl(unit) || unit != ' ' && Character.isSpaceChar(unit);
    }

    private static LocalDateTime timestamp(Object value) {
        long micros = value instanceof LongTimestamp timestamp ? timestamp.getEpochMicros() : (long) value;
        int picos = value instanceof LongTimestamp timestamp ? timestamp.getPicosOfMicro() : 0;
        long nanos = Math.floorMod(micros, MICROSECONDS_PER_SECOND) * (long) NANOSECONDS_PER_MICROSECOND
                + picos / PICOSECONDS_PER_NANOSECOND;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROSECONDS_PER_SECOND), (int) nanos, ZoneOffset.UTC);
    }

    private static Instant instant(Object value) {
        return value instanceof LongTimestampWithTimeZone timestamp
                ? Instant.ofEpochMilli(timestamp.getEpochMillis())
                        .plusNanos(timestamp.getPicosOfMilli() / PICOSECONDS_PER_NANOSECOND)
                : Instant.ofEpochMilli(unpackMillisUtc((long) value));
    }
}
