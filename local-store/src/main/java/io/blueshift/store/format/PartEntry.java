package io.blueshift.store.format;

/**
 * Where a chunk's shared part lies.
 *
 * @param offset in the file
 * @param bytes 0 if there is none
 */
public record PartEntry(long offset, int bytes, int crc) {}
