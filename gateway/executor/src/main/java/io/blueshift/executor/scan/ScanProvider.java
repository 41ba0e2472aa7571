package io.blueshift.executor.scan;

import io.blueshift.executor.ir.Scan;

/**
 * Opens scans within one execution of one query. Safe for all threads.
 */
public interface ScanProvider {
    /**
     * Opens a reader. Readers of one scan share its splits: together they deliver every row once, so each thread opens
     * its own. Pages carry the scan's columns in order. The caller closes the reader, early if it needs no more rows.
     *
     * @param filter the same at each call within an execution
     */
    EncodedPageSource open(Scan scan, ScanFilter filter);
}
