package io.blueshift.benchmarks.tpch;

/**
 * One run of a query.
 *
 * @param wholeMillis from sending it to having its last row, as a client in this process sees it
 * @param planningMillis of these, until the plan was there; 0 where an engine does not tell
 * @param executionMillis from the plan to the last row; the whole time where an engine does not tell
 */
public record Run(Answer answer, double wholeMillis, double planningMillis, double executionMillis) {}
