/**
 * Rows in columns, as they pass from operator to operator: batches of vectors with a selection.
 */
package io.blueshift.executor.vector;
