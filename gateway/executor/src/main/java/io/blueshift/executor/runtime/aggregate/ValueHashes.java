package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.Slice;
import io.airlift.slice.XxHash64;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.lang.invoke.MethodHandle;

import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.VALUE_BLOCK_POSITION_NOT_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;
import static java.util.Objects.requireNonNull;

/**
 * The 64 bits to which Trino hashes values for its estimates, {@code xx_hash_64} of their type: XXH64 of their longs, or
 * their bytes, or what else the type does. Values of a dictionary that is smaller than the rows are hashed once. For one
 * thread.
 */
final class ValueHashes {
    private final Type type;
    private final boolean longs;
    private final boolean bytes;
    private final MethodHandle operator;
    private long[] hashes = {};
    private long[] dictionary = {};

    ValueHashes(Type type) {
        this.type = requireNonNull(type, "type is null");
        this.longs = LongKeys.exist(type);
        this.bytes = type instanceof VarcharType || type instanceof CharType || type instanceof VarbinaryType;
        this.operator = GroupTables.OPERATORS.getXxHash64Operator(type,
                simpleConvention(FAIL_ON_NULL, VALUE_BLOCK_POSITION_NOT_NULL));
    }

    /** Hashes of values that are not NULL; that of row {@code rows[i]} at {@code i}. Valid until the next call. */
    long[] of(Vector values, int[] rows, int from, int to) {
        if (hashes.length < to) {
            hashes = new long[to];
        }
        if (longs) {
            hashLongs(values.longs(), rows, from, to);
        } else {
            hashBlock(values.block(), rows, from, to);
        }
        return hashes;
    }

    private void hashLongs(long[] values, int[] rows, int from, int to) {
        long[] target = hashes;
        switch (type) {
            case DoubleType _ -> {
                for (int i = from; i < to; i++) {
                    double value = Double.longBitsToDouble(values[rows[i]]);
                    target[i] = XxHash64.hash(value == 0 ? 0 : Double.doubleToLongBits(value));
                }
            }
            case RealType _ -> {
                for (int i = from; i < to; i++) {
                    float value = Float.intBitsToFloat((int) values[rows[i]]);
                    target[i] = XxHash64.hash(value == 0 ? 0 : Float.floatToIntBits(value));
                }
            }
            default -> {
                for (int i = from; i < to; i++) {
                    target[i] = XxHash64.hash(values[rows[i]]);
                }
            }
        }
    }

    private void hashBlock(Block block, int[] rows, int from, int to) {
        ValueBlock values = block.getUnderlyingValueBlock();
        int count = values.getPositionCount();
        if (values == block || count >= to - from) {
            for (int i = from; i < to; i++) {
                hashes[i] = hash(values, block.getUnderlyingValuePosition(rows[i]));
            }
            return;
        }
        if (dictionary.length < count) {
            dictionary = new long[count];
        }
        for (int i = 0; i < count; i++) {
            dictionary[i] = values.isNull(i) ? 0 : hash(values, i);
        }
        for (int i = from; i < to; i++) {
            hashes[i] = dictionary[block.getUnderlyingValuePosition(rows[i])];
        }
    }

    private long hash(ValueBlock values, int position) {
        if (bytes) {
            VariableWidthBlock texts = (VariableWidthBlock) values;
            Slice slice = texts.getRawSlice();
            return XxHash64.hash(slice, texts.getRawSliceOffset(position), texts.getSliceLength(position));
        }
        try {
            return (long) operator.invokeExact(values, position);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    long retainedBytes() {
        return 8L * (hashes.length + dictionary.length);
    }
}
