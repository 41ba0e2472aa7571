package io.blueshift.executor.scan;

/**
 * What a scan reads: opaque to the executor, understood by the {@link ScanProvider} of the same side.
 */
public interface ScanTarget {
    /** What the source is asked, for EXPLAIN: table, pushed predicate, remote SQL. Never a secret. */
    String description();
}
