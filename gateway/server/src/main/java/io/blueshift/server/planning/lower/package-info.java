/**
 * From Trino's plan to the executor's: one lowering per node and per family of expressions.
 */
package io.blueshift.server.planning.lower;
