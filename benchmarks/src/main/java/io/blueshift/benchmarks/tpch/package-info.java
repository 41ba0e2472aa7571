/** What the suite {@code tpch} measures: whole queries through a gateway in this process, and in DuckDB beside it. */
package io.blueshift.benchmarks.tpch;
