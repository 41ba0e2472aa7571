package io.blueshift.executor.report;

/**
 * What one thread counts in one pipeline: rows and batches that come out of the source and of each step. Cheap enough to be
 * counted always: two additions a batch and operator. For one thread.
 */
public final class ThreadCounts {
    final long[] rows;
    final long[] batches;
    long memoryBytesMax;

    /** @param operators the source and the steps */
    public ThreadCounts(int operators) {
        rows = new long[operators];
        batches = new long[operators];
    }

    /** A batch has come out of an operator, the source being number 0. */
    public void delivered(int operator, int count) {
        rows[operator] += count;
        batches[operator]++;
    }

    /** Notes how much memory the thread's operators hold now. */
    public void holds(long bytes) {
        memoryBytesMax = Math.max(memoryBytesMax, bytes);
    }
}
