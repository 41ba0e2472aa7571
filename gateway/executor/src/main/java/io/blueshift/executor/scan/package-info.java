/**
 * The port through which the executor reaches sources. The server implements it over Trino's split and page source
 * managers.
 *
 * <p>A source that keeps columns encoded offers them as an {@link io.blueshift.executor.scan.EncodedPageSource}: batches
 * of stored rows, of which a pushed predicate has selected some, whose columns can be had as they are stored, as blocks,
 * or as integers in an array of the caller's.
 */
package io.blueshift.executor.scan;
