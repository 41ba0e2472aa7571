package io.blueshift.store.deletes;

/**
 * The deleted rows of a segment as the manifest knows them.
 *
 * @param file relative to the table's data directory
 * @param bytes length of the file
 * @param rows how many are deleted
 */
public record DeleteVector(String file, long bytes, long rows) {}
