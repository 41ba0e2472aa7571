/**
 * How the values of a column chunk become bytes and come back as Trino Blocks, bit for bit.
 *
 * <p>{@link io.blueshift.store.encoding.ChunkEncoder} writes a chunk, {@link io.blueshift.store.encoding.Encodings} reads a
 * block of it as an {@link io.blueshift.store.encoding.EncodedBlock}. Identity here is that of the bits, never SQL's: -0.0
 * is not 0.0, and one instant in two time zones is two values.
 *
 * <pre>
 *   block  = u8 encoding id, payload; the payload's layout is in the class named after the encoding
 *   shared = nothing, or u8 1 (dictionary), u32 entries, u8 1 if codes are in SQL's order, block of the entries:
 *            ascending by bits, NULL last
 * </pre>
 */
package io.blueshift.store.encoding;
