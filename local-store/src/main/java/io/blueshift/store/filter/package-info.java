/**
 * Predicates on values as they are stored: compared inside the frame of reference, once per run, once per entry of a
 * dictionary; decoded only where nothing better is known.
 *
 * <p>A {@link io.blueshift.store.filter.ColumnFilter} says of every position exactly what Trino's {@code Domain} says,
 * NULLs and NaN included. It narrows a {@link io.blueshift.store.filter.Selection}, so that filters of several columns
 * follow each other and the columns that are only looked at come last.
 */
package io.blueshift.store.filter;
