/**
 * Version 2 of the segment file: an immutable run of a table's rows, by column. This comment is its specification.
 *
 * <pre>
 *   segment   = header, chunk per column, footer, trailer
 *
 *   header    8 bytes  'B' 'L' 'U' 'E' 'S' 'E' 'G' '\n'
 *             16 bytes segment id (high word, low word)
 *   chunk     what the blocks of one column share (if anything), its encoded blocks, their Bloom filters (if any),
 *             without gaps
 *   footer    16 bytes segment id, equal to the header's
 *             u32      number of blocks; u32 rows of each (the same for every column)
 *             u32      number of columns; of each:
 *                        u32 column id, string type id (as Trino writes it), u64 file offset of the chunk,
 *                        u32 bytes and u32 CRC32C of the shared part (0 bytes: none),
 *                        u32 bytes and u32 CRC32C of the filters (0 bytes: none)
 *                        per block: u32 bytes, u32 CRC32C of them, u8 encoding, sized zone map
 *   trailer   u32      bytes of the footer
 *             u32      CRC32C of the footer and of the length before this
 *             u32      format version: 2
 *             4 bytes  'B' 'S' 'E' 'G'
 * </pre>
 *
 * Integers are little-endian; a string or sized field is preceded by its length as u32. The inside of a block is the
 * business of {@link io.blueshift.store.encoding}, of a zone map that of {@link io.blueshift.store.zone.ZoneMapper}, of a filter that of
 * {@link io.blueshift.store.zone.BloomFilter}; {@link io.blueshift.store.zone.FilterRule} says which columns have filters.
 *
 * <p><b>Reading.</b> The manifest knows a file's length and its footer's: one request fetches footer and trailer, a
 * small one the header. A file of another length is refused before anything else, so a truncated one is found at once;
 * the footer is verified when opened, a block whenever it is read. No byte is outside a checksum, a comparison or the
 * length.
 *
 * <p><b>Blocks</b> hold {@value io.blueshift.store.format.SegmentFormat#BLOCK_ROWS} rows, the last one of a segment
 * fewer, and any block fewer if its rows are wide. What the blocks of a chunk share (a dictionary) is decided with all of its
 * values at hand; within that each block has the encoding that suits it, so a block can be read knowing nothing but its footer
 * entry and the shared part. Column ids, never names, tie chunks to the table: a column that is missing here was
 * added later and is NULL; one that the table does not have was dropped.
 *
 * <p><b>History.</b> Version 1 had no shared parts. No files of it are left; it is refused by name.
 */
package io.blueshift.store.format;
