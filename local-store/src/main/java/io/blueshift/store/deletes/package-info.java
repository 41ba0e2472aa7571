/**
 * Which rows of an immutable segment are deleted. A delete vector is a file of its own, never changed: deleting more rows
 * makes a new one that takes the old one's place in the next version of the table.
 *
 * <pre>
 *   file  = "BSDV", u32 format version (2), u64 u64 segment id (high, low), bitmap, u32 CRC32C of everything before it
 *   bitmap = RoaringBitmap of row positions in the segment, in RoaringBitmap's portable serialisation
 * </pre>
 *
 * Numbers are little-endian.
 */
package io.blueshift.store.deletes;
