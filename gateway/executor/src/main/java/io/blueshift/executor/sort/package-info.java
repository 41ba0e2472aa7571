/** Operators that order rows or need all of them at hand. */
package io.blueshift.executor.sort;
