package io.blueshift.store.scan;

import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.deletes.DeleteVector;

import java.util.Optional;
import java.util.UUID;

/**
 * Consecutive blocks of a segment, with all that is needed to open its file.
 *
 * @param segment its index in the version, for {@link RowIds}
 * @param file relative to the table's data directory
 * @param deletes rows of the segment to leave out
 */
public record SegmentSlice(int segment, UUID segmentId, String file, long fileBytes, int footerBytes, int firstBlock,
        int blocks, Optional<DeleteVector> deletes) {

    /** Some blocks of a segment that is the {@code index}th of its version. */
    public static SegmentSlice of(int index, SegmentEntry segment, int firstBlock, int blocks) {
        return new SegmentSlice(
                index,
                segment.id(),
                segment.file(),
                segment.bytes(),
                segment.footerBytes(),
                firstBlock,
                blocks,
                segment.deletes());
    }
}
