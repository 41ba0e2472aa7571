package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.ColumnReader;
import io.blueshift.connector.jdbc.EngineTimes;
import io.blueshift.connector.jdbc.StandardReaders;
import io.blueshift.connector.mysql.rows.MySqlTemporals;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.DateType;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RealType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;

import java.sql.ResultSet;

import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;

/** Readers of result columns, one for each engine type that {@link MySqlColumnTypes} hands out. */
final class MySqlReaders {
    private MySqlReaders() {}

    static ColumnReader of(Type type) {
        return switch (type) {
            case RealType real -> (row, index, output) -> {
                // Read as a DOUBLE, see MySqlColumnTypes: the nearest float is the one that is stored
                double value = row.getDouble(index);
                if (row.wasNull()) {
                    output.appendNull();
                } else {
                    real.writeFloat(output, (float) value);
                }
            };
            case DateType date -> text((value, output) -> date.writeLong(output, MySqlTemporals.day(value)));
            case TimeType time -> text(
                    (value, output) -> time.writeLong(output,
                            EngineTimes.fitting(MySqlTemporals.microOfDay(value), time.getPrecision(), time)
                                    * PICOSECONDS_PER_MICROSECOND));
            case TimestampType timestamp ->
                text((value, output) -> timestamp.writeLong(output,
                        EngineTimes.fitting(MySqlTemporals.micros(value), timestamp.getPrecision(), timestamp)));
            case TimestampWithTimeZoneType instant ->
                text((value, output) -> writeInstant(instant, output,
                        EngineTimes.fitting(MySqlTemporals.micros(value), instant.getPrecision(), instant)));
            default -> type.getBaseName().equals(StandardTypes.JSON)
                    ? StandardReaders.json(type)
                    : StandardReaders.forType(type).orElseThrow();
        };
    }

    private static ColumnReader text(StandardReaders.Appender<String> appender) {
        return StandardReaders.objects(ResultSet::getString, appender);
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
}
