/**
 * Hash tables of joins and the rows that they find: what is the same whichever expressions and types a query has.
 */
package io.blueshift.executor.runtime.join;
