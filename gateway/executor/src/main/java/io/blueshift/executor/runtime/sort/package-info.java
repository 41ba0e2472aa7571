/** Rows kept in memory, and their order. */
package io.blueshift.executor.runtime.sort;
