package io.blueshift.connector.postgresql;

import io.airlift.slice.Slice;
import io.blueshift.connector.jdbc.EngineTimes;
import io.blueshift.connector.postgresql.copy.Numbers;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Int128;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TrinoNumber;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;

import static io.trino.spi.type.DateTimeEncoding.unpackOffsetMinutes;
import static io.trino.spi.type.DateTimeEncoding.unpackTimeNanos;
import static java.lang.Float.intBitsToFloat;

/**
 * Constants as text in a statement. Every one is quoted and cast to its type, so that no character of it is read as
 * anything else, and the server resolves operators as it would with a parameter of that type.
 */
final class PostgreSqlLiterals {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int PICOS_PER_NANO = 1_000;

    private PostgreSqlLiterals() {}

    /**
     * @param castTo the source's type, without what would cut the value
     * @throws IllegalArgumentException for a text with a NUL, which would end the statement
     */
    static String of(NullableValue value, String castTo) {
        String text = value.isNull() ? "NULL" : quoted(text(value.getType(), value.getValue()));
        return "CAST(" + text + " AS " + castTo + ")";
    }

    /** @param castTo the type of the elements */
    static String array(List<NullableValue> values, String castTo) {
        StringBuilder text = new StringBuilder("{");
        for (NullableValue value : values) {
            String element = value.isNull() ? "NULL" : text(value.getType(), value.getValue());
            text.append(text.length() > 1 ? "," : "")
                    .append(value.isNull() || value.getType().getJavaType() == long.class
                            ? element
                            : "\"" + element.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return "CAST(" + quoted(text.append('}').toString()) + " AS " + castTo + "[])";
    }

    /** With a backslash as an escape string, which means the same whatever the server's setting for backslashes. */
    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL's text holds no NUL");
        }
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** A value as the server reads it, before it is quoted. */
    static String text(Type type, Object value) {
        return switch (type) {
            case ArrayType _,RowType _,MapType _ -> StructuredLiterals.text(type, value);
            case CharType padded -> Chars.padSpaces((Slice) value, padded).toStringUtf8();
            case VarbinaryType _ -> "\\x" + HexFormat.of().formatHex(((Slice) value).getBytes());
            case DecimalType decimal -> decimal.isShort()
                    ? Decimals.toString((long) value, decimal.getScale())
                    : Decimals.toString((Int128) value, decimal.getScale());
            case RealType _ -> Float.toString(intBitsToFloat(((Long) value).intValue()));
            case DateType _ -> date(LocalDate.ofEpochDay((long) value), "");
            case TimeType _ -> EngineTimes.time((long) value).toString();
            case TimeWithTimeZoneType _ -> zonedTime((long) value);
            case TimestampType timestamp -> timestamp(EngineTimes.timestamp(timestamp, value), "");
            case TimestampWithTimeZoneType instant ->
                timestamp(EngineTimes.instant(instant, value).toLocalDateTime(), "+00");
            case UuidType _ -> UuidType.trinoUuidToJavaUuid((Slice) value).toString();
            default -> switch (value) {
                case TrinoNumber number -> Numbers.text(number);
                case Slice slice -> slice.toStringUtf8();
                default -> value.toString();
            };
        };
    }

    private static String zonedTime(long packed) {
        LocalTime time = EngineTimes.time(unpackTimeNanos(packed) * PICOS_PER_NANO);
        return time + ZoneOffset.ofTotalSeconds(unpackOffsetMinutes(packed) * SECONDS_PER_MINUTE).getId();
    }

    private static String timestamp(LocalDateTime value, String zone) {
        return date(value.toLocalDate(), " " + value.toLocalTime() + zone);
    }

    /** There is no year 0: it is 1 BC. */
    private static String date(LocalDate date, String time) {
        return "%04d-%02d-%02d%s%s".formatted(date.get(ChronoField.YEAR_OF_ERA), date.getMonthValue(),
                date.getDayOfMonth(), time, date.getYear() > 0 ? "" : " BC");
    }
}
