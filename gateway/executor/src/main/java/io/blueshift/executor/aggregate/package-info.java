/**
 * The operators of aggregation: what they do with batches, threads and partitions. Tables and states are those of
 * {@link io.blueshift.executor.runtime.aggregate}.
 */
package io.blueshift.executor.aggregate;
