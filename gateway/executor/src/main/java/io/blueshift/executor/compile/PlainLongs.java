package io.blueshift.executor.compile;

import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;

/**
 * Types whose values are longs that are compared as such.
 */
final class PlainLongs {
    private PlainLongs() {}

    static boolean has(Type type) {
        return switch (type) {
            case BigintType _,IntegerType _,SmallintType _,TinyintType _,DateType _,TimeType _ -> true;
            case DecimalType decimal -> decimal.isShort();
            case TimestampType timestamp -> timestamp.isShort();
            default -> false;
        };
    }
}
