/**
 * Random queries over random tables, through the executor and on Trino's operators, and on DuckDB where dialects agree.
 */
package io.blueshift.server.planning.fuzz;
