package io.blueshift.executor.scan;

import io.blueshift.executor.ir.Scan;
import io.trino.spi.predicate.TupleDomain;

/**
 * Opens scans within one execution of one query. Safe for all threads.
 */
public interface ScanProvider {
    /**
     * Opens a reader. Readers of one scan share its splits: together they deliver every row once, so each thread opens
     * its own. Pages carry the scan's columns in order. The caller closes the reader, early if it needs no more rows.
     *
     * @param filter by the scan's channels: rows outside it are of no use, and the source may leave them out. The same at each
     * call within an execution
     */
    EncodedPageSource open(Scan scan, TupleDomain<Integer> filter);
}
