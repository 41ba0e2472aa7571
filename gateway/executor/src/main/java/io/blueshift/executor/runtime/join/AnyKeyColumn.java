package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.BLOCK_POSITION_NOT_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.DEFAULT_ON_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;

/** A key of any type that can be compared, through the type's own operators. */
record AnyKeyColumn(MethodHandle hash, MethodHandle equal) implements KeyColumn {
    static AnyKeyColumn of(Type type, boolean identical, TypeOperators operators) {
        MethodHandle hashCode = operators.getHashCodeOperator(type,
                simpleConvention(FAIL_ON_NULL, BLOCK_POSITION_NOT_NULL));
        MethodHandle equal = identical
                ? operators.getIdenticalOperator(type,
                        simpleConvention(FAIL_ON_NULL, BLOCK_POSITION_NOT_NULL, BLOCK_POSITION_NOT_NULL))
                : operators.getEqualOperator(type,
                        simpleConvention(DEFAULT_ON_NULL, BLOCK_POSITION_NOT_NULL, BLOCK_POSITION_NOT_NULL));
        return new AnyKeyColumn(hashCode, equal);
    }

    @Override
    public int keepKeyed(Vector vector, int[] rows, int count) {
        return keepValues(vector.block(), rows, count);
    }

    static int keepValues(Block block, int[] rows, int count) {
        if (!block.mayHaveNull()) {
            return count;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[kept] = row;
            kept += block.isNull(row) ? 0 : 1;
        }
        return kept;
    }

    @Override
    public void hash(Vector vector, int[] rows, int count, long[] hashes) {
        Block block = vector.block();
        for (int i = 0; i < count; i++) {
            hashes[i] = KeyColumn.mix(hashes[i], hash(block, rows[i]));
        }
    }

    private long hash(Block block, int position) {
        try {
            return (long) hash.invokeExact(block, position);
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    @Override
    public int keepEqual(Vector probe, BuildColumn build, int[] probeRows, int[] buildRows, int count) {
        Block left = probe.block();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int probeRow = probeRows[i];
            int buildRow = buildRows[i];
            probeRows[kept] = probeRow;
            buildRows[kept] = buildRow;
            kept += equal(left, probeRow, build, buildRow) ? 1 : 0;
        }
        return kept;
    }

    private boolean equal(Block left, int leftPosition, BuildColumn build, int buildRow) {
        Block right = block(build, buildRow);
        int rightPosition = build instanceof BuildColumn.Blocks blocks ? blocks.position(buildRow) : 0;
        try {
            return (boolean) equal.invokeExact(left, leftPosition, right, rightPosition);
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    private static Block block(BuildColumn build, int row) {
        return switch (build) {
            case BuildColumn.Blocks blocks -> blocks.chunk(row);
            case BuildColumn.Longs longs -> Vector.ofLongs(longs.type(), 1, new long[]{longs.values()[row]},
                    Optional.empty()).block();
        };
    }

    private static RuntimeException propagate(Throwable e) {
        return switch (e) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new TrinoException(GENERIC_INTERNAL_ERROR, e);
        };
    }
}
