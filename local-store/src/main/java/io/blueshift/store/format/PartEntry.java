package io.blueshift.store.format;

/**
 * Where a part of a chunk lies that is no block.
 *
 * @param offset in the file
 * @param bytes 0 if there is none
 */
public record PartEntry(long offset, int bytes, int crc) {}
