/**
 * The port through which the executor gets at Trino's functions without knowing its function registry.
 */
package io.blueshift.executor.function;
