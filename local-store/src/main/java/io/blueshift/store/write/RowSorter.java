package io.blueshift.store.write;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.BLOCK_POSITION_NOT_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;

/**
 * Finds the order of rows by some of their columns: ascending as SQL orders the types, NULLs last, equal rows as they
 * came. Thread-safe.
 *
 * <p>A key of integers is sorted as numbers that hold value and position together, as long as both fit 63 bits; others
 * by a merge sort that compares positions. Rows that are equal in a column are sorted by the next.
 */
public final class RowSorter {
    /** What {@link #order} holds per row: two longs and two ints. */
    static final int BYTES_PER_ROW = 2 * Long.BYTES + 2 * Integer.BYTES;

    private final List<Key> keys = new ArrayList<>();

    private record Key(Type type, boolean integer, MethodHandle comparison) {
        /** Compares two values, NULLs last. */
        private int compare(Block left, int leftPosition, Block right, int rightPosition) {
            boolean leftNull = left.isNull(leftPosition);
            boolean rightNull = right.isNull(rightPosition);
            if (leftNull || rightNull) {
                return Boolean.compare(leftNull, rightNull);
            }
            try {
                return Long.signum((long) comparison.invokeExact(left, leftPosition, right, rightPosition));
            } catch (Throwable e) {
                throw new IllegalStateException("comparison of " + type + " failed", e);
            }
        }
    }

    /** One column of the rows being sorted. */
    private record KeyColumn(Key key, ValueBlock block) {
        private int compare(int left, int right) {
            return key.compare(block, left, block, right);
        }
    }

    public RowSorter(List<Type> types, TypeOperators operators) {
        for (Type type : types) {
            keys.add(
                    new Key(
                            type,
                            isInteger(type),
                            operators.getComparisonUnorderedLastOperator(
                                    type,
                                    simpleConvention(FAIL_ON_NULL, BLOCK_POSITION_NOT_NULL, BLOCK_POSITION_NOT_NULL))));
        }
    }

    private static boolean isInteger(Type type) {
        return switch (type) {
            case BigintType _,IntegerType _,SmallintType _,TinyintType _,DateType _,TimeType _ -> true;
            case DecimalType decimal -> decimal.isShort();
            case TimestampType timestamp -> timestamp.isShort();
            default -> false;
        };
    }

    /**
     * Where the rows have to be taken from, in order; empty if they are in order.
     *
     * @param columns the key's, first the most significant
     */
    public Optional<int[]> order(List<ValueBlock> columns) {
        List<KeyColumn> key = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            key.add(new KeyColumn(keys.get(i), columns.get(i)));
        }
        int rows = columns.getFirst().getPositionCount();
        if (isOrdered(key, rows)) {
            return Optional.empty();
        }
        int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        sort(key, order, 0, rows);
        return Optional.of(order);
    }

    /**
     * Compares two rows.
     *
     * @param channels of the key's columns in both pages
     */
    public int compare(Page left, int leftPosition, Page right, int rightPosition, int[] channels) {
        for (int i = 0; i < channels.length; i++) {
            int result = keys.get(i)
                    .compare(left.getBlock(channels[i]), leftPosition, right.getBlock(channels[i]), rightPosition);
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    private static boolean isOrdered(List<KeyColumn> key, int rows) {
        for (int i = 1; i < rows; i++) {
            if (compare(key, i - 1, i) > 0) {
                return false;
            }
        }
        return true;
    }

    private static int compare(List<KeyColumn> key, int left, int right) {
        for (KeyColumn column : key) {
            int result = column.compare(left, right);
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    /** Sorts a part of the order, whose positions ascend, by the columns of a key. */
    private static void sort(List<KeyColumn> key, int[] order, int start, int end) {
        if (end - start < 2 || key.isEmpty()) {
            return;
        }
        KeyColumn first = key.getFirst();
        if (!first.key().integer() || !sortIntegers(first, order, start, end)) {
            mergeSort(first, order, start, end, new int[(end - start + 1) / 2]);
        }
        List<KeyColumn> rest = key.subList(1, key.size());
        int run = start;
        for (int i = start + 1; i <= end && !rest.isEmpty(); i++) {
            if (i == end || first.compare(order[i - 1], order[i]) != 0) {
                sort(rest, order, run, i);
                run = i;
            }
        }
    }

    /**
     * Sorts numbers of which each is a value's distance from the smallest, then its index in the part: that makes the
     * sort stable. NULL is one above the largest value. False if they do not fit.
     */
    private static boolean sortIntegers(KeyColumn column, int[] order, int start, int end) {
        int count = end - start;
        long[] values = new long[count];
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (!column.block().isNull(order[start + i])) {
                values[i] = column.key().type().getLong(column.block(), order[start + i]);
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
        }
        int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
        long span = max - min;
        if (max < min) {
            return true;
        }
        if (span < 0 || span >= (1L << Long.SIZE - 1 - indexBits) - 1) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            long distance = column.block().isNull(order[start + i]) ? span + 1 : values[i] - min;
            values[i] = distance << indexBits | i;
        }
        Arrays.sort(values);
        int[] sorted = new int[count];
        long mask = (1L << indexBits) - 1;
        for (int i = 0; i < count; i++) {
            sorted[i] = order[start + (int) (values[i] & mask)];
        }
        System.arraycopy(sorted, 0, order, start, count);
        return true;
    }

    /** Stable; the left half is set aside, so that merging fills from the front. */
    private static void mergeSort(KeyColumn column, int[] order, int start, int end, int[] aside) {
        if (end - start < 2) {
            return;
        }
        int middle = (start + end) >>> 1;
        mergeSort(column, order, start, middle, aside);
        mergeSort(column, order, middle, end, aside);
        if (column.compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        int left = middle - start;
        System.arraycopy(order, start, aside, 0, left);
        int next = 0;
        int right = middle;
        for (int i = start; next < left; i++) {
            if (right == end || column.compare(aside[next], order[right]) <= 0) {
                order[i] = aside[next++];
            } else {
                order[i] = order[right++];
            }
        }
    }
}
