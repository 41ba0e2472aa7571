/**
 * How the values of a column chunk become bytes and come back as Trino Blocks, bit for bit.
 *
 * <p>{@link io.blueshift.store.encoding.ChunkEncoder} writes a chunk, {@link io.blueshift.store.encoding.Encodings} reads a
 * block of it as an {@link io.blueshift.store.encoding.EncodedBlock}. Identity here is that of the bits, never SQL's: -0.0
 * is not 0.0, and one instant in two time zones is two values.
 *
 * <pre>
 *   block  = u8 encoding id, payload; the payload's layout is in the class that writes it:
 *            1 plain, 2 constant, 3 run-length, 4 dictionary, 5 bit-packed, 6 delta, 7 scaled, 8 alp, 9 split,
 *            10 fsst, 11 zstd (around another block);
 *            or u8 0, sized shared part, block: where a block inside another (an ARRAY's elements ...) shares with itself
 *   shared = nothing, or u8 1 (dictionary), u32 entries, u8 1 if codes are in SQL's order, block of the entries:
 *            ascending by bits, NULL last; or u8 2 (symbols of FSST), symbol table
 * </pre>
 */
package io.blueshift.store.encoding;
