/** Rows of the elements of arrays and maps. */
package io.blueshift.executor.unnest;
