/**
 * What chooses among values, {@code CASE} and {@code FILTER}, offered to sources that can compute it, for which Trino has no form.
 */
package io.blueshift.server.planning.choices;
