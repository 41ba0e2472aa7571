package io.blueshift.executor.runtime.sort;

import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import static java.lang.Double.longBitsToDouble;

/**
 * 64 bits per value that, compared as unsigned numbers, are ordered as SQL orders the values or are equal. The highest bit
 * tells NULLs from values; of types without such an order of bits, it is the only one.
 */
final class KeyPrefix {
    private static final long VALUE_BIT = 1L << 63;

    private final Type type;
    private final SortOrder order;

    KeyPrefix(Type type, SortOrder order) {
        this.type = type;
        this.order = order;
    }

    void of(Block block, long[] target, int offset) {
        ValueBlock values = block.getUnderlyingValueBlock();
        for (int i = 0; i < block.getPositionCount(); i++) {
            int position = block.getUnderlyingValuePosition(i);
            target[offset + i] = values.isNull(position) ? ofNull() : ofValue(values, position);
        }
    }

    private long ofNull() {
        return order.isNullsFirst() ? 0 : -1L;
    }

    private long ofValue(ValueBlock values, int position) {
        long ascending = bits(values, position);
        long bits = (order.isAscending() ? ascending : ~ascending) >>> 1;
        return order.isNullsFirst() ? bits | VALUE_BIT : bits;
    }

    /** Ordered as unsigned numbers. */
    private long bits(ValueBlock values, int position) {
        return switch (type) {
            case BigintType _,IntegerType _,SmallintType _,TinyintType _,DateType _,BooleanType _ ->
                integer(values, position) ^ Long.MIN_VALUE;
            case DecimalType decimal ->
                (decimal.isShort() ? integer(values, position) : nearestLong((Int128ArrayBlock) values, position))
                        ^ Long.MIN_VALUE;
            case TimestampType timestamp when timestamp.isShort() -> integer(values, position) ^ Long.MIN_VALUE;
            case DoubleType _ -> ofDouble(longBitsToDouble(integer(values, position)));
            case VarcharType _ -> ofText((VariableWidthBlock) values, position);
            default -> 0;
        };
    }

    /** Whether the values are whole numbers, in Trino's native form, and ordered like those. */
    boolean isInteger() {
        return switch (type) {
            case BigintType _,IntegerType _,SmallintType _,TinyintType _,DateType _ -> true;
            case DecimalType decimal -> decimal.isShort();
            case TimestampType timestamp -> timestamp.isShort();
            default -> false;
        };
    }

    /** What has no larger prefix than this, and perhaps the next value: of a type that {@link #isInteger}. */
    Domain domain(long largest) {
        boolean onlyNulls = order.isNullsFirst() && largest >= 0;
        if (onlyNulls) {
            return Domain.onlyNull(type);
        }
        // The lowest bit was given up for that of NULL
        long bits = largest << 1 | 1;
        Range range = order.isAscending()
                ? Range.lessThanOrEqual(type, bits ^ Long.MIN_VALUE)
                : Range.greaterThanOrEqual(type, ~bits ^ Long.MIN_VALUE);
        return Domain.create(ValueSet.ofRanges(range), order.isNullsFirst() || largest == -1L);
    }

    /** The value of a type that has up to 64 bits. */
    static long integer(ValueBlock values, int position) {
        return switch (values) {
            case LongArrayBlock longs -> longs.getLong(position);
            case IntArrayBlock ints -> ints.getInt(position);
            case ShortArrayBlock shorts -> shorts.getShort(position);
            case ByteArrayBlock bytes -> bytes.getByte(position);
            default -> throw new IllegalArgumentException("no integers in " + values);
        };
    }

    /** Numbers that are no longs are equal to the outermost one: they are few. */
    private static long nearestLong(Int128ArrayBlock values, int position) {
        long high = values.getInt128High(position);
        long low = values.getInt128Low(position);
        if (high == low >> 63) {
            return low;
        }
        return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** In Trino's order, NaN is smaller than all numbers where NULLs come first, and greater where they come last. */
    private long ofDouble(double value) {
        if (Double.isNaN(value)) {
            return order.isNullsFirst() ? 0 : -1L;
        }
        // Both zeros are equal
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    private static long ofText(VariableWidthBlock values, int position) {
        int length = values.getSliceLength(position);
        int start = values.getRawSliceOffset(position);
        if (length >= Long.BYTES) {
            return Long.reverseBytes(values.getRawSlice().getLong(start));
        }
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= (values.getRawSlice().getByte(start + i) & 0xFFL) << (Long.SIZE - Byte.SIZE * (i + 1));
        }
        return bits;
    }
}
