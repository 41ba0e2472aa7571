package io.blueshift.connector.jdbc.decode;

import io.trino.spi.block.Block;
import io.trino.spi.block.Fixed12Block;
import io.trino.spi.type.TimeZoneKey;

import java.util.Arrays;
import java.util.Optional;

import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.Timestamps.MICROSECONDS_PER_MILLISECOND;
import static io.trino.spi.type.Timestamps.PICOSECONDS_PER_MICROSECOND;
import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;

/** Instants of microseconds, which the engine keeps in 12 bytes: milliseconds with the zone, and what is left. */
public final class InstantDecoder extends ColumnDecoder {
    private static final int INTS = 3;

    private final LongDecoder.Value micros;
    private int[] values = new int[0];

    /** @param micros since 1970, within what the engine's type holds */
    public InstantDecoder(LongDecoder.Value micros) {
        this.micros = micros;
    }

    /** For the types of up to milliseconds, which the engine keeps in 8 bytes together with the zone. */
    public static ColumnDecoder ofMillis(LongDecoder.Value micros) {
        return LongDecoder.longs((bytes, offset, length) -> packed(micros.decode(bytes, offset, length)));
    }

    private static long packed(long micros) {
        return packDateTimeWithZone(floorDiv(micros, MICROSECONDS_PER_MILLISECOND), TimeZoneKey.UTC_KEY);
    }

    @Override
    protected void resize(int capacity) {
        values = Arrays.copyOf(values, capacity * INTS);
    }

    @Override
    protected void put(int row, byte[] bytes, int offset, int length) {
        long value = micros.decode(bytes, offset, length);
        Fixed12Block.encodeFixed12(packed(value),
                floorMod(value, MICROSECONDS_PER_MILLISECOND) * PICOSECONDS_PER_MICROSECOND, values, row);
    }

    @Override
    protected void putNull(int row) {
        Fixed12Block.encodeFixed12(0, 0, values, row);
    }

    @Override
    protected Block block(int rows, Optional<long[]> valid) {
        return new Fixed12Block(rows, valid, Arrays.copyOf(values, rows * INTS));
    }
}
