/** What the suite {@code store} measures: TPC-H in memory, the local store through the SPI, and DuckDB beside it. */
package io.blueshift.benchmarks.store;
