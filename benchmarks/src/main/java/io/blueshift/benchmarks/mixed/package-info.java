/** TPC-H over tables of PostgreSQL, MySQL and the local store, beside a stock Trino with its own connectors. */
package io.blueshift.benchmarks.mixed;
