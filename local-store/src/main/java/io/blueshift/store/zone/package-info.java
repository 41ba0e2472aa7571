/** What is known of a set of values without reading them, and whether a predicate can match any of them. */
package io.blueshift.store.zone;
