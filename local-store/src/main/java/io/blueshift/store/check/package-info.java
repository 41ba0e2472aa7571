/**
 * Whether what a store says of itself is true: every checksum, every block decoded, every statistic compared with the rows.
 * Reads only, needs no lock, and may run beside the server that owns the store.
 */
package io.blueshift.store.check;
