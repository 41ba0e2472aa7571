/**
 * Runs a plan by interpreting it: pages are pulled from the scan and pushed through the operators above it, expressions
 * are walked row by row. The compiled form takes the place of the steps and evaluators here, not of what is around them.
 */
package io.blueshift.executor.run;
