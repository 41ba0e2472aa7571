package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.function.AggregateFunction;
import io.blueshift.executor.function.AggregateStates;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

import java.util.Arrays;

/** Any aggregate function, in the states that Trino has for it. States move between accumulators as intermediate values. */
final class PortedAccumulator implements Accumulator {
    private final Type returnType;
    private final int arguments;
    private final AggregateStates states;

    PortedAccumulator(AggregateFunction function) {
        this.returnType = function.returnType();
        this.arguments = function.argumentTypes().size();
        this.states = function.open();
    }

    @Override
    public void grow(int groups) {
        states.grow(groups);
    }

    @Override
    public void add(Vector[] vectors, int[] rows, int count, int[] groups) {
        if (count > 0) {
            states.add(Arrays.copyOf(groups, count), page(vectors, rows, 0, count));
        }
    }

    @Override
    public void addToOne(int group, Vector[] vectors, int[] rows, int from, int to) {
        if (from < to) {
            int[] groups = new int[to - from];
            Arrays.fill(groups, group);
            states.add(groups, page(vectors, rows, from, to));
        }
    }

    private Page page(Vector[] vectors, int[] rows, int from, int to) {
        Block[] blocks = new Block[arguments];
        boolean contiguous = OneArgument.contiguous(rows, from, to);
        int[] wanted = contiguous || arguments == 0 ? rows : Arrays.copyOfRange(rows, from, to);
        for (int i = 0; i < arguments; i++) {
            Block block = vectors[i].block();
            blocks[i] = contiguous
                    ? block.getRegion(rows[from], to - from)
                    : block.getPositions(wanted, 0, to - from);
        }
        return new Page(to - from, blocks);
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        if (count == 0) {
            return;
        }
        PortedAccumulator other = (PortedAccumulator) from;
        Block intermediates;
        // Trino's states have a cursor, so reading them is not for several threads
        synchronized (other.states) {
            intermediates = other.states.intermediates(fromGroups, offset, count);
        }
        states.addIntermediates(Arrays.copyOf(groups, count), intermediates);
    }

    @Override
    public void complete() {
        states.complete();
    }

    @Override
    public Vector result(int from, int to) {
        synchronized (states) {
            return Vector.of(returnType, states.results(from, to));
        }
    }

    @Override
    public long retainedBytes() {
        return states.retainedBytes();
    }
}
