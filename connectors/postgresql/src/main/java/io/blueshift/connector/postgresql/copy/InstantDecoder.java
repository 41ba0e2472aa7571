package io.blueshift.connector.postgresql.copy;

import io.trino.spi.block.Block;
import io.trino.spi.block.Fixed12Block;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimestampWithTimeZoneType;

import java.util.Arrays;
import java.util.Optional;

import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;

/** Instants of microseconds, which the engine keeps in 12 bytes: milliseconds with the zone, and what is left. */
final class InstantDecoder extends ColumnDecoder {
    private static final int INTS = 3;

    private final TimestampWithTimeZoneType type;
    private int[] values = new int[0];

    InstantDecoder(TimestampWithTimeZoneType type) {
        this.type = type;
    }

    @Override
    void resize(int capacity) {
        values = Arrays.copyOf(values, capacity * INTS);
    }

    @Override
    void put(int row, byte[] bytes, int offset, int length) {
        checkLength(length, Long.BYTES);
        long micros = TimeDecoders.instantMicros(bytes, offset, type);
        Fixed12Block.encodeFixed12(packDateTimeWithZone(TimeDecoders.millis(micros), TimeZoneKey.UTC_KEY),
                TimeDecoders.picosOfMilli(micros), values, row);
    }

    @Override
    void putNull(int row) {
        Fixed12Block.encodeFixed12(0, 0, values, row);
    }

    @Override
    Block block(int rows, Optional<long[]> valid) {
        return new Fixed12Block(rows, valid, Arrays.copyOf(values, rows * INTS));
    }
}
