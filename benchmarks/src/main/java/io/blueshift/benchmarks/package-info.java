/** ./blueshift bench: measurements side by side with peers. */
package io.blueshift.benchmarks;
