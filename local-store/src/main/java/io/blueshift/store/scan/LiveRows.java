package io.blueshift.store.scan;

import org.roaringbitmap.RoaringBitmap;

import java.util.Optional;

/** Which rows of a block are not deleted. */
final class LiveRows {
    private LiveRows() {}

    /**
     * @param deletes positions in the segment
     * @param firstPosition of the block in the segment
     * @return positions in the block; empty if all rows live
     */
    static Optional<int[]> of(RoaringBitmap deletes, int firstPosition, int rows) {
        long dead = deletes.rangeCardinality(firstPosition, (long) firstPosition + rows);
        if (dead == 0) {
            return Optional.empty();
        }
        int[] live = new int[rows - (int) dead];
        int position = firstPosition;
        for (int i = 0; i < live.length; i++) {
            position = (int) deletes.nextAbsentValue(position);
            live[i] = position - firstPosition;
            position++;
        }
        return Optional.of(live);
    }
}
