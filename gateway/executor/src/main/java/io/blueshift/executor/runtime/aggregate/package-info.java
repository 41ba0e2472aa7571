/**
 * The algorithms of aggregation: tables that number groups, and accumulators that keep a state for each number.
 *
 * <p>A {@link io.blueshift.executor.runtime.aggregate.GroupTable} turns key columns into dense group numbers, an
 * {@link io.blueshift.executor.runtime.aggregate.Accumulator} keeps arrays indexed by them. Both can take over groups of
 * another of their kind, which is all that merging what several threads collected needs.
 */
package io.blueshift.executor.runtime.aggregate;
