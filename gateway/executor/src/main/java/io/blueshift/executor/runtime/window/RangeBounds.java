package io.blueshift.executor.runtime.window;

import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.WindowFrame.Bound;
import io.blueshift.executor.runtime.aggregate.LongKeys;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.BLOCK_POSITION;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;

/**
 * Where frames begin or end that are bounded by values of the sort key. The bound of a row is looked for from where that of
 * the row before was, so it costs little where the distance is the same in all rows. Rows whose key is NULL see those whose
 * key is NULL, too, and are seen by no others, unless the frame is unbounded on that side. For one thread.
 */
final class RangeBounds {
    private static final TypeOperators OPERATORS = new TypeOperators();

    private final WindowRows rows;
    private final boolean start;
    private final Vector keys;
    private final Vector bounds;
    private final boolean longs;
    private final boolean ascending;
    private final MethodHandle comparison;

    RangeBounds(WindowRows rows, Bound.Offset offset, boolean start) {
        Ordering ordering = rows.shape().orderings().getFirst();
        this.rows = rows;
        this.start = start;
        this.keys = rows.column(offset.sortKey().orElse(ordering.channel()));
        this.bounds = rows.column(offset.value());
        Type type = keys.type();
        this.longs = LongKeys.exist(type) && !(type instanceof DoubleType) && !(type instanceof RealType);
        this.ascending = ordering.order().isAscending();
        this.comparison = OPERATORS.getOrderingOperator(type, ordering.order(),
                simpleConvention(FAIL_ON_NULL, BLOCK_POSITION, BLOCK_POSITION));
    }

    int[] find() {
        int[] found = new int[rows.count()];
        int[] partitions = rows.partitionStarts();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            int first = partitions[partition];
            int end = partitions[partition + 1];
            int valuesFrom = first;
            while (valuesFrom < end && keys.isNull(valuesFrom)) {
                valuesFrom++;
            }
            int valuesTo = end;
            while (valuesTo > valuesFrom && keys.isNull(valuesTo - 1)) {
                valuesTo--;
            }
            fill(found, first, valuesFrom);
            find(found, valuesFrom, valuesTo);
            fill(found, valuesTo, end);
        }
        return found;
    }

    /** NULLs are peers. */
    private void fill(int[] found, int from, int to) {
        Arrays.fill(found, from, to, start ? from : to);
    }

    private void find(int[] found, int from, int to) {
        int at = from;
        for (int row = from; row < to; row++) {
            Interruption.check(row);
            while (at > from && !isBefore(at - 1, row)) {
                at--;
            }
            while (at < to && isBefore(at, row)) {
                at++;
            }
            found[row] = at;
        }
    }

    /** Whether the row at hand is before the bound: of a start, if its key is less; of an end, if it is not greater. */
    private boolean isBefore(int at, int row) {
        int compared = compare(at, row);
        return start ? compared < 0 : compared <= 0;
    }

    private int compare(int at, int row) {
        if (longs) {
            int compared = Long.compare(keys.longs()[at], bounds.longs()[row]);
            return ascending ? compared : -compared;
        }
        Block keyBlock = keys.block();
        Block boundBlock = bounds.block();
        try {
            return (int) comparison.invokeExact(keyBlock, at, boundBlock, row);
        } catch (Throwable e) {
            throwIfUnchecked(e);
            throw new IllegalStateException(e);
        }
    }
}
