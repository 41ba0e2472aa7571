package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.trino.spi.block.Block;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.lang.invoke.MethodHandle;
import java.util.List;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.BLOCK_POSITION;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;

/** The order that an aggregate's ORDER BY asks for, over rows in blocks. Safe for all threads. */
final class RowOrder {
    private final int[] columns;
    private final MethodHandle[] comparisons;

    /** @param column of the rows */
    record Key(int column, Type type, SortOrder order) {}

    /** Compares rows by their numbers. */
    interface Comparison {
        int compare(int left, int right);
    }

    RowOrder(List<Key> keys, TypeOperators operators) {
        columns = keys.stream().mapToInt(Key::column).toArray();
        comparisons = keys.stream().map(key -> operators.getOrderingOperator(key.type(), key.order(),
                simpleConvention(FAIL_ON_NULL, BLOCK_POSITION, BLOCK_POSITION))).toArray(MethodHandle[]::new);
    }

    boolean isEmpty() {
        return columns.length == 0;
    }

    int compare(Block[] left, int leftRow, Block[] right, int rightRow) {
        try {
            for (int i = 0; i < columns.length; i++) {
                int comparison = (int) comparisons[i].invokeExact(left[columns[i]], leftRow, right[columns[i]],
                        rightRow);
                if (comparison != 0) {
                    return comparison;
                }
            }
            return 0;
        } catch (Throwable e) {
            throwIfUnchecked(e);
            throw new IllegalStateException(e);
        }
    }

    /** Numbers 0 to {@code count} in order: a merge sort, which keeps the order of equal ones. */
    int[] sort(int count, Comparison comparison) {
        int[] from = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = i;
        }
        int[] to = new int[count];
        for (long width = 1; width < count; width *= 2) {
            for (long start = 0; start < count; start += 2 * width) {
                int middle = (int) Math.min(start + width, count);
                int end = (int) Math.min(start + 2 * width, count);
                merge(from, (int) start, middle, end, to, comparison);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(int[] from, int start, int middle, int end, int[] to, Comparison comparison) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            Interruption.check(i);
            boolean takeLeft = right >= end || left < middle && comparison.compare(from[left], from[right]) <= 0;
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
