/** Trino's rule-based optimisers, with a quicker way to find out which rules have something to do. */
package io.blueshift.server.planning.rules;
