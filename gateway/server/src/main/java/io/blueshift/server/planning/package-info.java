/**
 * The last step of planning: Trino's finished plan becomes a plan of the executor where that is possible, and a scan of
 * an internal table stands in its place.
 */
package io.blueshift.server.planning;
