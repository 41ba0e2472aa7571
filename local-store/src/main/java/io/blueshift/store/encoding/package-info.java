/**
 * How the values of a column chunk become bytes and come back as Trino Blocks, bit for bit. This comment is the specification.
 *
 * <p>{@link io.blueshift.store.encoding.ChunkEncoder} writes a chunk; {@link io.blueshift.store.encoding.SharedPart} and
 * {@link io.blueshift.store.encoding.Encodings} read it as {@link io.blueshift.store.encoding.EncodedBlock}s. Identity here is
 * that of the bits, never SQL's: -0.0 is not 0.0, and one instant in two time zones is two values. What a value's bits are
 * depends on how Trino keeps the type in memory ({@link io.blueshift.store.encoding.Storage}), not on its name.
 *
 * <h2>Building blocks</h2>
 *
 * Integers are little-endian.
 *
 * <pre>
 *   validity     u8 1 if any position is NULL, else 0; if 1: ceil(positions / 64) x u64, bit i set = position i has a value,
 *                bits behind the last are 0
 *   packed(n)    u8 width (0..57 or 64), i64 reference, ceil(n * width / 8) bytes: value i is
 *                (bits [i*width, (i+1)*width), least significant first) + reference, wrapping around
 *   sized        u32 bytes, the bytes
 *   block(n)     u8 encoding id, payload; or, where a block stands inside another and has something to share with itself:
 *                u8 0, sized shared part, u8 encoding id, payload
 *   shared part  no bytes; or u8 1 (dictionary), u32 entries, u8 1 if codes are in SQL's order else 0, block(entries): the
 *                distinct values, ascending by their bits (signed integers, unsigned bytes), NULL last;
 *                or u8 2 (symbols), u8 count (at most 255), of each symbol: u8 length (1..8), its bytes
 * </pre>
 *
 * <h2>Payloads</h2>
 *
 * <pre>
 *    1 plain        validity, then
 *                   fixed width: positions x width bytes (128 bits: high word, low word; 96 bits: the first 64, then 32)
 *                   byte strings: packed(positions) lengths, 0 for NULL; the bytes of all
 *                   ARRAY: packed(positions) lengths, block of all elements; MAP: packed(positions) lengths, block of all keys,
 *                   block of all values; ROW: a block per field, NULL where the row is; VARIANT: block of metadata, block of
 *                   values, both VARBINARY, NULL where the variant is
 *    2 constant     block(1)
 *    3 run-length   u32 runs, packed(runs) lengths, block(runs); neighbours differ; NULL is a value
 *    4 dictionary   packed(positions) numbers of entries of the chunk's dictionary
 *    5 bit-packed   validity, packed(positions); 8 to 64 bits, and 128 where all values fit 64
 *    6 delta        validity, i64 first value, packed(positions - 1) differences from the value before
 *    7 scaled       validity, i64 smallest, i64 divisor, packed(positions): (value - smallest) / divisor
 *    8 alp          REAL and DOUBLE: validity, u8 exponent, u8 factor, packed(positions) integers, u32 exceptions,
 *                   packed(exceptions) positions, the bits of each exception (DOUBLE 8 bytes, REAL 4); a value is
 *                   integer * 10^factor * 10^-exponent, in this order, in double arithmetic
 *    9 split        values of 128 or 96 bits: validity, block of the high word or the first 64 bits, block of the rest, both
 *                   BIGINT
 *   10 fsst         byte strings: validity, u32 bytes of all strings, packed(positions) lengths in codes, 0 for NULL; the codes
 *                   of all: a code byte below 255 is a symbol of the chunk, 255 says that the next byte is itself
 *   11 zstd         u32 bytes before, u32 bytes after compression, the compressed block (encoding id and payload)
 * </pre>
 *
 * In bit-packed, delta, scaled, alp and split a NULL position has some number between those of the others; which is not said.
 *
 * <h2>Choice</h2>
 *
 * Per chunk, with all values at hand, is decided what its blocks choose among:
 *
 * <ul>
 * <li>constant, bit-packed, run-length, delta, split and plain always: their sizes are known after one pass over the values.
 * Delta has to save a quarter of bit-packed, as a value is had only with all before it; runs have to be three long on
 * average.
 * <li>scaled, if a sample of distances has a common divisor; alp, if powers of ten make a sample of 256 values smaller.
 * <li>a dictionary, if at most half of a sample of 2,048 values is distinct, the chunk has at most 65,536 distinct values, and
 * it then takes a tenth less than without.
 * <li>from 4 KB on, for byte strings, nested values, and floating point numbers that alp does not suit: Zstandard around
 * plain, if it leaves at most three quarters of the smaller of plain and fsst in a sample of 128 KB; else fsst, if it leaves
 * at most 85 % of a sample of 16 KB. On TPC-H's comments Zstandard leaves 83 to 86 % of fsst. Its native library is also
 * faster for whole blocks (writing 1.5 times, reading 1.25 times), its Java form two to three times slower; but a single value
 * costs the whole block, where fsst decodes just that one, and filters leave few. So comments are fsst. LZ4 was left out: it
 * decompresses only whole blocks, too, and leaves more bytes.
 * </ul>
 *
 * Within that, each block takes what is smallest for it. A user may force one encoding on a column
 * ({@link io.blueshift.store.encoding.Encodings#forced}); blocks that cannot be written so are plain.
 */
package io.blueshift.store.encoding;
