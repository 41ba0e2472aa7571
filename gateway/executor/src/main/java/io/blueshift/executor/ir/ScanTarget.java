package io.blueshift.executor.ir;

/**
 * What a scan reads: opaque to the executor, understood by the scan provider of the same side.
 */
public interface ScanTarget {
    /** What the source is asked, for EXPLAIN: table, pushed predicate, remote SQL. Never a secret. */
    String description();
}
