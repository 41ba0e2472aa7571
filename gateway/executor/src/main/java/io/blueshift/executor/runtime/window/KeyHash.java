package io.blueshift.executor.runtime.window;

import io.blueshift.executor.runtime.aggregate.LongKeys;
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

import static com.google.common.base.Throwables.throwIfUnchecked;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.VALUE_BLOCK_POSITION_NOT_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;

/** Hashes keys, so that rows with the same ones come together. Immutable, safe for all threads. */
public final class KeyHash {
    private static final TypeOperators OPERATORS = new TypeOperators();

    /** 2^64 divided by the golden ratio. */
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final int[] channels;
    private final MethodHandle[] hashCodes;

    /** @param types of the rows' columns */
    public KeyHash(List<Type> types, List<Integer> channels) {
        this.channels = channels.stream().mapToInt(Integer::intValue).toArray();
        this.hashCodes = channels.stream()
                .map(channel -> OPERATORS.getHashCodeOperator(types.get(channel),
                        simpleConvention(FAIL_ON_NULL, VALUE_BLOCK_POSITION_NOT_NULL)))
                .toArray(MethodHandle[]::new);
    }

    /** The hash of each wanted row's keys, in the order of {@link Batch#rows}; its high bits are as good as its low ones. */
    public void of(Batch input, long[] hashes) {
        Arrays.fill(hashes, 0, input.count(), 0);
        for (int i = 0; i < channels.length; i++) {
            Vector column = input.vector(channels[i]);
            if (LongKeys.exist(column.type())) {
                ofLongs(column, input, hashes);
            } else {
                ofBlock(column.block(), hashCodes[i], input, hashes);
            }
        }
    }

    private static void ofLongs(Vector column, Batch input, long[] hashes) {
        int[] rows = input.rows();
        long[] values = LongKeys.of(column, rows, input.count());
        Optional<long[]> validity = column.validity();
        for (int i = 0; i < input.count(); i++) {
            boolean isNull = validity.isPresent() && LongKeys.isNull(validity.get(), rows[i]);
            hashes[i] = mix(hashes[i] + (isNull ? MULTIPLIER : values[rows[i]]));
        }
    }

    private static void ofBlock(Block block, MethodHandle hashCode, Batch input, long[] hashes) {
        ValueBlock values = block.getUnderlyingValueBlock();
        int[] rows = input.rows();
        for (int i = 0; i < input.count(); i++) {
            int position = block.getUnderlyingValuePosition(rows[i]);
            hashes[i] = mix(hashes[i] + (values.isNull(position) ? MULTIPLIER : hash(values, position, hashCode)));
        }
    }

    private static long hash(ValueBlock values, int position, MethodHandle hashCode) {
        try {
            return (long) hashCode.invokeExact(values, position);
        } catch (Throwable e) {
            throwIfUnchecked(e);
            throw new IllegalStateException(e);
        }
    }

    private static long mix(long value) {
        long product = (value ^ (value >>> 32)) * MULTIPLIER;
        return product ^ (product >>> 29);
    }
}
