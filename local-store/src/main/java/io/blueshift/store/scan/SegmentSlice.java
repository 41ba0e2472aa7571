package io.blueshift.store.scan;

/**
 * Consecutive blocks of a segment, with all that is needed to open its file.
 *
 * @param file relative to the table's data directory
 */
public record SegmentSlice(String file, long fileBytes, int footerBytes, int firstBlock, int blocks) {}
