package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.Vector;

/**
 * What a key column's type needs: which values can be equal to anything, their hashes, and what is equal. Safe for all
 * threads.
 */
public sealed interface KeyColumn permits LongKeyColumn, BytesKeyColumn, AnyKeyColumn {
    /** Keeps the rows, at the front of the array, whose value can be equal to something. */
    int keepKeyed(Vector vector, int[] rows, int count);

    /** Mixes the hashes of some rows' values into the first elements of {@code hashes}. */
    void hash(Vector vector, int[] rows, int count, long[] hashes);

    /** Keeps the pairs, at the front of both arrays, whose values are equal. Neither is NULL. */
    int keepEqual(Vector probe, BuildColumn build, int[] probeRows, int[] buildRows, int count);

    /** A hash of a hash and one more value. */
    static long mix(long hash, long value) {
        long mixed = (hash * 31 + value) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 29;
    }
}
