/**
 * Joins as parts of pipelines: the build side ends in a table, the probe side streams past it.
 */
package io.blueshift.executor.join;
