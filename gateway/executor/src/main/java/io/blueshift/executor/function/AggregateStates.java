package io.blueshift.executor.function;

import io.trino.spi.Page;
import io.trino.spi.block.Block;

/** States of an aggregate function, one per group, as Trino keeps them. For one thread at a time. */
public interface AggregateStates {
    /** There are so many groups from now on. */
    void grow(int groups);

    /**
     * Adds rows to their groups.
     *
     * @param groups one per row
     * @param arguments the arguments, one column each
     */
    void add(int[] groups, Page arguments);

    /** The states of {@code count} groups from {@code offset}, as values of the function's intermediate type. */
    Block intermediates(int[] groups, int offset, int count);

    /** Adds states, one to each of the groups. */
    void addIntermediates(int[] groups, Block intermediates);

    /** Nothing will be added any more. */
    void complete();

    /** The results of groups {@code [from, to)}. */
    Block results(int from, int to);

    long retainedBytes();
}
