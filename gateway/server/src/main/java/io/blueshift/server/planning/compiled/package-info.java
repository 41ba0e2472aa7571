/**
 * The internal table that stands in Trino's plan for a plan of the executor, and what Trino's engine must be told about it.
 * Its catalog is not registered anywhere, so no statement can name or list it; instead the metadata, split and page source
 * managers of the engine recognise its handle.
 */
package io.blueshift.server.planning.compiled;
