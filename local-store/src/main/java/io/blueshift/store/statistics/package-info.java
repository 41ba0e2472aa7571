/**
 * How many distinct values a column has, known after every write without looking at the table again.
 *
 * <p>A segment keeps per column an Apache DataSketches HLL sketch (HLL_4, 2^11 registers: at most 1,064 bytes, exact in
 * effect and a few bytes long up to some dozen values). Sketches of segments merge into that of a table with a standard
 * error of 2.3 %. A deleted row stays counted until its segment is rewritten.
 *
 * <p>What a sketch sees of a value is 64 bits: integers as they are, everything longer by a hash. Values of nested types
 * are not counted.
 */
package io.blueshift.store.statistics;
