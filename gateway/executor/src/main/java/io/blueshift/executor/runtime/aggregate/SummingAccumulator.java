package io.blueshift.executor.runtime.aggregate;

/** An accumulator that takes what others have added up. */
public interface SummingAccumulator extends Accumulator {
    /**
     * Adds the sum of some values of a group, at least one, none NULL.
     *
     * @param words has the sum from {@code at} on, in the form that {@link PartialSum} says for the values' type
     */
    void addSum(int group, long[] words, int at, long count);
}
