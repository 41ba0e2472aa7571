package io.blueshift.executor.report;

/**
 * What a run wrote to disk because its memory had no room for it.
 *
 * @param bytes written up to now
 * @param files they went to
 */
public record SpillCounts(long bytes, long files) {}
