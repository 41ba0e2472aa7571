package io.blueshift.executor.compile;

/**
 * What the cache of generated classes did since the start.
 *
 * @param hits how often a class was there already
 * @param misses how often one had to be generated
 * @param compileNanos the time that generating took, on all threads
 * @param splits methods that were cut off others to keep these small enough for the JVM's compiler
 * @param classes how many classes are kept now
 * @param evictions how many were dropped to keep their number bounded
 */
public record CodeCacheStats(long hits, long misses, long compileNanos, long splits, long classes, long evictions) {}
