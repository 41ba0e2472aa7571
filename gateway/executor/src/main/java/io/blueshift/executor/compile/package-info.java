/**
 * Expressions as bytecode. An expression is brought into its shape, in which literals and column numbers are parameters;
 * for each shape a class is generated that evaluates it over many rows in one loop. Classes are cached and shared; what
 * a thread has of them are instances with its own parameters.
 */
package io.blueshift.executor.compile;
