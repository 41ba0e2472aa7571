/**
 * How the values of one block become bytes and come back as a Trino Block, bit for bit.
 *
 * <p>An {@link io.blueshift.store.encoding.Encoding} is one file; {@link io.blueshift.store.encoding.Encodings} knows
 * them by the byte that stands in a file and chooses among them by looking at the values. Identity here is that of the
 * bits, never SQL's: -0.0 is not 0.0, and one instant in two time zones is two values.
 */
package io.blueshift.store.encoding;
