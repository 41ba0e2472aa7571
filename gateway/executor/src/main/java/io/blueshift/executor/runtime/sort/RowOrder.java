package io.blueshift.executor.runtime.sort;

import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.lang.invoke.MethodHandle;
import java.util.List;

import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.BLOCK_POSITION;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;

/**
 * SQL's order of rows. The first column is compared by a prefix first: 64 bits that are ordered as its values are, NULLs
 * included, where equal prefixes say nothing. Immutable, safe for all threads.
 */
public final class RowOrder {
    private static final TypeOperators OPERATORS = new TypeOperators();

    private final int[] channels;
    private final MethodHandle[] comparisons;
    private final KeyPrefix prefix;

    public RowOrder(List<Type> types, List<Ordering> orderings) {
        this.channels = orderings.stream().mapToInt(Ordering::channel).toArray();
        this.comparisons = orderings.stream()
                .map(key -> OPERATORS.getOrderingOperator(types.get(key.channel()), key.order(),
                        simpleConvention(FAIL_ON_NULL, BLOCK_POSITION, BLOCK_POSITION)))
                .toArray(MethodHandle[]::new);
        Ordering first = orderings.getFirst();
        this.prefix = new KeyPrefix(types.get(first.channel()), first.order());
    }

    /** The prefixes of all rows of a chunk, to be compared as unsigned numbers, to an array from {@code offset}. */
    public void prefixes(Batch chunk, long[] target, int offset) {
        prefix.of(chunk.vector(channels[0]).block(), target, offset);
    }

    KeyPrefix firstKey() {
        return prefix;
    }

    /** Compares two rows of different or the same chunks. */
    int compare(Batch left, int leftPosition, Batch right, int rightPosition) {
        for (int i = 0; i < channels.length; i++) {
            Block leftBlock = left.vector(channels[i]).block();
            Block rightBlock = right.vector(channels[i]).block();
            int result;
            try {
                result = (int) comparisons[i].invokeExact(leftBlock, leftPosition, rightBlock, rightPosition);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }
}
