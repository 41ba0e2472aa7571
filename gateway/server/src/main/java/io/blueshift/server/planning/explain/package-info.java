/**
 * EXPLAIN of what the executor does not run.
 */
package io.blueshift.server.planning.explain;
