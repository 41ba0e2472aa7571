package io.blueshift.executor.runtime.window;

import io.blueshift.executor.runtime.aggregate.LongKeys;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.VALUE_BLOCK_POSITION;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;

/**
 * Tells whether rows have the same keys, as GROUP BY does: NULL is the same as NULL, NaN as NaN. Immutable, safe for all
 * threads.
 */
public final class SameKeys {
    private static final TypeOperators OPERATORS = new TypeOperators();

    private final int[] channels;
    private final MethodHandle[] identical;

    /**
     * @param types of the rows' columns
     * @param channels of the keys
     */
    public SameKeys(List<Type> types, List<Integer> channels) {
        this.channels = channels.stream().mapToInt(Integer::intValue).toArray();
        this.identical = channels.stream()
                .map(channel -> OPERATORS.getIdenticalOperator(types.get(channel),
                        simpleConvention(FAIL_ON_NULL, VALUE_BLOCK_POSITION, VALUE_BLOCK_POSITION)))
                .toArray(MethodHandle[]::new);
    }

    /** Whether two rows of dense batches have the same keys. */
    public boolean same(Batch left, int leftRow, Batch right, int rightRow) {
        for (int i = 0; i < channels.length; i++) {
            if (!identical(i, left.vector(channels[i]).block(), leftRow, right.vector(channels[i]).block(),
                    rightRow)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the keys of each row differ from those of the row before it; of the first row nothing is said.
     *
     * @param columns by their channels
     */
    boolean[] changes(IntFunction<Vector> columns, int count) {
        boolean[] changes = new boolean[count];
        for (int i = 0; i < channels.length; i++) {
            Vector column = columns.apply(channels[i]);
            if (LongKeys.exist(column.type())) {
                longChanges(column, changes);
            } else {
                blockChanges(i, column.block(), changes);
            }
        }
        return changes;
    }

    /** The starts of runs of rows with the same keys, and the number of rows. */
    int[] starts(IntFunction<Vector> columns, int count) {
        if (count == 0) {
            return new int[]{0};
        }
        boolean[] changes = changes(columns, count);
        int[] starts = new int[count + 1];
        int runs = 1;
        for (int row = 1; row < count; row++) {
            starts[runs] = row;
            runs += changes[row] ? 1 : 0;
        }
        starts[runs] = count;
        return Arrays.copyOf(starts, runs + 1);
    }

    private static void longChanges(Vector column, boolean[] changes) {
        int count = changes.length;
        long[] values = LongKeys.of(column, Batch.identity(count), count);
        Optional<long[]> validity = column.validity();
        if (validity.isEmpty()) {
            for (int row = 1; row < count; row++) {
                changes[row] |= values[row] != values[row - 1];
            }
            return;
        }
        boolean beforeIsNull = LongKeys.isNull(validity.get(), 0);
        for (int row = 1; row < count; row++) {
            boolean isNull = LongKeys.isNull(validity.get(), row);
            changes[row] |= isNull != beforeIsNull || !isNull && values[row] != values[row - 1];
            beforeIsNull = isNull;
        }
    }

    private void blockChanges(int key, Block block, boolean[] changes) {
        for (int row = 1; row < changes.length; row++) {
            Interruption.check(row);
            changes[row] = changes[row] || !identical(key, block, row - 1, block, row);
        }
    }

    private boolean identical(int key, Block left, int leftRow, Block right, int rightRow) {
        ValueBlock leftValues = left.getUnderlyingValueBlock();
        ValueBlock rightValues = right.getUnderlyingValueBlock();
        int leftPosition = left.getUnderlyingValuePosition(leftRow);
        int rightPosition = right.getUnderlyingValuePosition(rightRow);
        if (leftValues == rightValues && leftPosition == rightPosition) {
            return true;
        }
        try {
            return (boolean) identical[key].invokeExact(leftValues, leftPosition, rightValues, rightPosition);
        } catch (Throwable e) {
            throwIfUnchecked(e);
            throw new IllegalStateException(e);
        }
    }
}
