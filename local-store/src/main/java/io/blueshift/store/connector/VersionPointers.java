package io.blueshift.store.connector;

import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import static io.trino.spi.StandardErrorCode.INVALID_ARGUMENTS;
import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;

/** What {@code FOR VERSION AS OF} and {@code FOR TIMESTAMP AS OF} point to. */
final class VersionPointers {
    private static final int NANOS_PER_MICRO = 1000;

    private VersionPointers() {}

    static long number(ConnectorTableVersion pointer) {
        Type type = pointer.getVersionType();
        if (type instanceof BigintType || type instanceof IntegerType || type instanceof SmallintType
                || type instanceof TinyintType) {
            return (long) pointer.getVersion();
        }
        throw new TrinoException(
                INVALID_ARGUMENTS,
                "A version is a whole number, see the table \"name$snapshots\"; not of type " + type.getDisplayName());
    }

    /** A time without zone is one of the session's zone. */
    static Instant time(ConnectorTableVersion pointer, ConnectorSession session) {
        Object value = pointer.getVersion();
        ZoneId zone = session.getTimeZoneKey().getZoneId();
        return switch (pointer.getVersionType()) {
            case DateType _ -> LocalDate.ofEpochDay((long) value).atStartOfDay(zone).toInstant();
            case TimestampType _ -> localTime(value).atZone(zone).toInstant();
            case TimestampWithTimeZoneType _ -> value instanceof LongTimestampWithTimeZone precise
                    ? Instant.ofEpochMilli(precise.getEpochMillis()).plusNanos(precise.getPicosOfMilli() / 1000)
                    : Instant.ofEpochMilli(unpackMillisUtc((long) value));
            default -> throw new TrinoException(
                    INVALID_ARGUMENTS,
                    "A table is read as of a date or timestamp, not a "
                            + pointer.getVersionType().getDisplayName());
        };
    }

    private static LocalDateTime localTime(Object value) {
        long micros = value instanceof LongTimestamp precise ? precise.getEpochMicros() : (long) value;
        Instant utc = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        if (value instanceof LongTimestamp precise) {
            utc = utc.plusNanos(precise.getPicosOfMicro() / NANOS_PER_MICRO);
        }
        return LocalDateTime.ofInstant(utc, ZoneOffset.UTC);
    }
}
