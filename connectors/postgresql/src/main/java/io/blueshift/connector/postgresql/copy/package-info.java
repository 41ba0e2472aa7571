/**
 * PostgreSQL read by {@code COPY ... TO STDOUT (FORMAT binary)}: the server's tuples become blocks without an object per
 * value. The formats are those of the server's {@code *_send} functions, unchanged since PostgreSQL 7.4 but for the
 * infinities of NUMERIC, which came with 14.
 */
package io.blueshift.connector.postgresql.copy;
