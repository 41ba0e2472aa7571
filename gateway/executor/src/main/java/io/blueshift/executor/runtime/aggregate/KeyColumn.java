package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;

/**
 * One column of a {@link RecordTable}'s keys, as longs that are equal exactly if the values are. Such a long may have a
 * meaning in this column's own memory only, so those of another table are translated. For one thread at a time; those
 * that only read may be several.
 */
interface KeyColumn {
    /**
     * The longs of some rows to the front of the target.
     *
     * @return bit set = the i-th of the rows is NULL; or null if there is no NULL, or the column has a long for it
     */
    long[] encode(Vector vector, int[] rows, int count, long[] target);

    /** Mixes the hash of each value, which depends on nothing but the value, into the hashes. */
    void hash(long[] encoded, int count, long[] hashes);

    /** The longs in this column of values that another table's column holds. */
    void translate(KeyColumn from, long[] encoded, int[] groups, int offset, int count, long[] target);

    /** The values again. */
    Vector decode(long[] encoded, boolean[] nulls, int from, int to);

    long retainedBytes();
}
