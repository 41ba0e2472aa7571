/**
 * From segment files to batches and pages.
 *
 * <p>A scan takes block range after block range, and of each: asks the zone maps, then the Bloom filters, whether any row
 * may pass; takes out deleted rows; reads the columns of the predicate, the one that lets the fewest rows pass first, and
 * narrows the selection on the encoded values ({@link io.blueshift.store.filter}); and hands out what is left as a batch,
 * whose other columns are read, and decoded for the selected rows, when somebody asks. What a join has found out by then
 * is part of the predicate; nothing waits for it.
 */
package io.blueshift.store.scan;
