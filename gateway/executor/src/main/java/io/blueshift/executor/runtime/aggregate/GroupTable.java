package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;

/**
 * Numbers the distinct keys of rows: 0, 1, 2 ... in the order in which they first come. NULL equals NULL here, NaN equals
 * NaN and -0.0 equals 0.0, as in Trino's GROUP BY. For one thread at a time; those that only read may be several.
 */
public interface GroupTable {
    /** So many groups are to be expected: arrays begin with this length. For a table that is still empty. */
    default void expect(int groups) {}

    /** How many numbers were given. */
    int groups();

    /** How many keys were looked up: of a run of equal ones, one. */
    long lookups();

    /**
     * The group of each row.
     *
     * @param keys one vector per key column
     * @param rows the rows, ascending
     * @param groups receives the numbers, that of {@code rows[i]} at {@code i}
     */
    void assign(Vector[] keys, int[] rows, int count, int[] groups);

    /**
     * Gives rows groups of their own without looking for equal ones, except that a run of equal rows gets one. The table is
     * then good for being merged from only. New groups may stand in the order of their partitions, which makes that faster.
     */
    void append(Vector[] keys, int[] rows, int count, int[] groups);

    /**
     * The groups in this table of keys that another table of the same columns holds.
     *
     * @param fromGroups groups of the other table, {@code count} of them from {@code offset}
     * @param groups receives the numbers from its beginning
     */
    void merge(GroupTable from, int[] fromGroups, int offset, int count, int[] groups);

    /** Some bits of the key's hash, the same in every table, for groups {@code [from, to)}, to the front of the target. */
    void partitions(int bits, int from, int to, int[] target);

    /** A key column of groups {@code [from, to)}. */
    Vector key(int column, int from, int to);

    /** Bytes of memory that the table takes. */
    long retainedBytes();
}
