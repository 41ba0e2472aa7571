package io.blueshift.connector.jdbc;

import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EngineTimesTest {
    @Test
    void localTimestampsSurviveTheJvmZone() {
        // Does not exist in the zone that the tests run in: the clocks skipped this hour
        LocalDateTime gap = LocalDateTime.of(2010, 4, 4, 2, 30, 0, 123_456_000);
        for (int precision : new int[]{6, 9}) {
            TimestampType type = TimestampType.createTimestampType(precision);
            Object value = written(type, output -> EngineTimes.writeTimestamp(type, output, gap));
            assertThat(EngineTimes.timestamp(type, value)).isEqualTo(gap);
        }
    }

    @Test
    void fractionsBeforeTheEpoch() {
        LocalDateTime before = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000);
        TimestampType type = TimestampType.createTimestampType(6);
        assertThat(written(type, output -> EngineTimes.writeTimestamp(type, output, before))).isEqualTo(-1L);
        assertThat(EngineTimes.timestamp(type, -1L)).isEqualTo(before);
    }

    @Test
    void instantsKeepMicroseconds() {
        Instant instant = Instant.parse("0001-01-01T00:00:00.000001Z");
        TimestampWithTimeZoneType type = TimestampWithTimeZoneType.createTimestampWithTimeZoneType(6);
        Object value = written(type, output -> EngineTimes.writeInstant(type, output, instant));
        assertThat(EngineTimes.instant(type, value).toInstant()).isEqualTo(instant);
    }

    @Test
    void timesOfDay() {
        LocalTime last = LocalTime.of(23, 59, 59, 999_999_000);
        assertThat(EngineTimes.time(EngineTimes.time(last))).isEqualTo(last);
    }

    @Test
    void refusesWhatTheEngineCannotHold() {
        TimestampWithTimeZoneType type = TimestampWithTimeZoneType.createTimestampWithTimeZoneType(6);
        assertThatThrownBy(
                () -> written(type,
                        output -> EngineTimes.writeInstant(type, output, Instant.parse("+200000-01-01T00:00:00Z"))))
                .isInstanceOf(TrinoException.class).hasMessageContaining("timestamp(6) with time zone");
    }

    private static Object written(Type type, Consumer<BlockBuilder> writer) {
        BlockBuilder output = type.createBlockBuilder(null, 1);
        writer.accept(output);
        return TypeUtils.readNativeValue(type, output.build(), 0);
    }
}
