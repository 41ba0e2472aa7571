package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;

/**
 * The states of one aggregate, one per group. For one thread at a time, except that several may {@link #merge} from it or
 * take {@link #result}s at the same time, once nothing is added any more.
 */
public interface Accumulator {
    /** There are so many groups from now on; those that are new are empty. Called before a group is first named. */
    void grow(int groups);

    /**
     * Adds rows to their groups.
     *
     * @param arguments the aggregate's arguments, in order
     * @param rows positions in them, ascending
     * @param groups the group of {@code rows[i]} at {@code i}
     */
    void add(Vector[] arguments, int[] rows, int count, int[] groups);

    /** Adds {@code rows[from..to)} to one group. */
    void addToOne(int group, Vector[] arguments, int[] rows, int from, int to);

    /**
     * Adds what groups of another accumulator of the same kind have.
     *
     * @param fromGroups groups there, {@code count} of them from {@code offset}
     * @param groups the groups here, from the beginning
     */
    void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups);

    /** Nothing more will be added or merged. Called once, by one thread, before the first result. */
    default void complete() {}

    /** The results of groups {@code [from, to)}. Errors of a group, such as overflow, may come only now. */
    Vector result(int from, int to);

    /** Bytes of memory that the states take. */
    long retainedBytes();
}
