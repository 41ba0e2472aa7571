/**
 * The executor's plan: immutable records below Trino's plan, above execution. A node's output is a list of
 * {@link io.blueshift.executor.ir.Column}s, and expressions name the columns of the node's input by position.
 */
package io.blueshift.executor.ir;
