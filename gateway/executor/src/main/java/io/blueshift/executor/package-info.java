/** Runs plans of the executor IR over any source; owns the scan interface. */
package io.blueshift.executor;
