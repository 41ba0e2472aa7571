package io.blueshift.executor.runtime.join;

import java.util.List;
import java.util.Optional;

/**
 * The keys of the build side's rows, one long each, chunk by chunk. Safe for all threads.
 *
 * @param packing how several columns become one key, if they do
 * @param hashed whether keys are hashes: of the columns, or if there is one, that column is the hash
 * @param range of the keys, if they are no hashes
 */
record BuildKeys(List<Chunk> chunks, int rows, Optional<KeyPacking> packing, boolean hashed, KeyRange range) {
    /** Some rows with consecutive numbers; a column for each key. */
    record Chunk(long[][] columns, int count, int firstRow) {}

    /** The keys of a chunk, in an array that is only to be read: perhaps the one given. */
    long[] keys(Chunk chunk, long[] target) {
        if (packing.isPresent()) {
            packing.get().pack(chunk.columns, chunk.count, target);
            return target;
        }
        if (hashed && chunk.columns.length > 1) {
            for (int i = 0; i < chunk.count; i++) {
                long hash = 0;
                for (long[] column : chunk.columns) {
                    hash = KeyColumn.mix(hash, column[i]);
                }
                target[i] = hash;
            }
            return target;
        }
        return chunk.columns[0];
    }
}
