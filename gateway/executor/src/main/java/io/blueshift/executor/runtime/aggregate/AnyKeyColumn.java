package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.VALUE_BLOCK_POSITION;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.VALUE_BLOCK_POSITION_NOT_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;
import static java.util.Objects.requireNonNull;

/**
 * Values of any comparable type, compared by the operators that Trino has for the type: a value is numbered, and kept, when
 * it first comes. NULL is -1.
 */
final class AnyKeyColumn implements KeyColumn {
    private static final long NULL = -1;

    private final Type type;
    private final MethodHandle hashCode;
    private final MethodHandle identical;
    private ValueBlock[] values = new ValueBlock[16];
    private long[] hashes = new long[16];
    private int count;
    private long valueBytes;
    private int[] slots = new int[64];

    AnyKeyColumn(Type type, TypeOperators operators) {
        this.type = requireNonNull(type, "type is null");
        this.hashCode = operators.getHashCodeOperator(type,
                simpleConvention(FAIL_ON_NULL, VALUE_BLOCK_POSITION_NOT_NULL));
        this.identical = operators.getIdenticalOperator(type,
                simpleConvention(FAIL_ON_NULL, VALUE_BLOCK_POSITION, VALUE_BLOCK_POSITION));
    }

    @Override
    public long[] encode(Vector vector, int[] rows, int rowCount, long[] target) {
        Block block = vector.block();
        ValueBlock underlying = block.getUnderlyingValueBlock();
        for (int i = 0; i < rowCount; i++) {
            Interruption.check(i);
            int position = block.getUnderlyingValuePosition(rows[i]);
            target[i] = underlying.isNull(position) ? NULL : find(underlying, position, hash(underlying, position));
        }
        return null;
    }

    private int find(ValueBlock block, int position, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        for (int entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask) {
            if (hashes[entry - 1] == hash && identical(values[entry - 1], 0, block, position)) {
                return entry - 1;
            }
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        values[count] = block.getSingleValueBlock(position);
        valueBytes += values[count].getRetainedSizeInBytes();
        hashes[count] = hash;
        slots[slot] = ++count;
        if (2 * count > slots.length) {
            rehash();
        }
        return count - 1;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int number = 0; number < count; number++) {
            int slot = (int) hashes[number] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number + 1;
        }
    }

    private long hash(ValueBlock block, int position) {
        try {
            return Hashes.mix((long) hashCode.invokeExact(block, position));
        } catch (Throwable e) {
            throwIfUnchecked(e);
            throw new IllegalStateException(e);
        }
    }

    private boolean identical(ValueBlock left, int leftPosition, ValueBlock right, int rightPosition) {
        try {
            return (boolean) identical.invokeExact(left, leftPosition, right, rightPosition);
        } catch (Throwable e) {
            throwIfUnchecked(e);
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void hash(long[] encoded, int rowCount, long[] target) {
        for (int i = 0; i < rowCount; i++) {
            target[i] = Hashes.mix(target[i] + (encoded[i] == NULL ? NULL : hashes[(int) encoded[i]]));
        }
    }

    @Override
    public void translate(KeyColumn from, long[] encoded, int[] groups, int offset, int rowCount, long[] target) {
        AnyKeyColumn other = (AnyKeyColumn) from;
        for (int i = 0; i < rowCount; i++) {
            int number = (int) encoded[groups[offset + i]];
            target[i] = number == NULL ? NULL : find(other.values[number], 0, other.hashes[number]);
        }
    }

    @Override
    public Vector decode(long[] encoded, boolean[] nulls, int from, int to) {
        BlockBuilder builder = type.createBlockBuilder(null, to - from);
        for (int i = from; i < to; i++) {
            if (encoded[i] == NULL) {
                builder.appendNull();
            } else {
                builder.append(values[(int) encoded[i]], 0);
            }
        }
        return Vector.of(type, builder.build());
    }

    @Override
    public long retainedBytes() {
        return valueBytes + 12L * values.length + 4L * slots.length;
    }
}
