package io.blueshift.store.scan;

import io.trino.plugin.base.metrics.LongCount;
import io.trino.spi.metrics.Metrics;

import java.util.Map;

/** What a scan did, for EXPLAIN ANALYZE VERBOSE. Written by one thread, read by any. */
final class ScanCounts {
    private volatile long blocksRead;
    private volatile long blockBytes;
    private volatile long bytesFound;
    private volatile long rangesRead;
    private volatile long rangesSkipped;
    private volatile long rowsPassed;

    void blockRead(long bytes) {
        blocksRead++;
        blockBytes += bytes;
    }

    /** Bytes that were not read, because they were in memory. */
    void bytesFound(long bytes) {
        bytesFound += bytes;
    }

    void rangeRead() {
        rangesRead++;
    }

    void rangeSkipped() {
        rangesSkipped++;
    }

    void rowsPassed(int rows) {
        rowsPassed += rows;
    }

    long rowsPassed() {
        return rowsPassed;
    }

    Metrics metrics() {
        return new Metrics(Map.of(
                "blocks read", new LongCount(blocksRead),
                "bytes of blocks read", new LongCount(blockBytes),
                "bytes found in memory", new LongCount(bytesFound),
                "block ranges read", new LongCount(rangesRead),
                "block ranges skipped", new LongCount(rangesSkipped)));
    }
}
