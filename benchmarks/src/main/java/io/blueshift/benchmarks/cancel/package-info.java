/** What is measured of cancelled queries: which queries, how they are started and cancelled, and when nothing works for them any more. */
package io.blueshift.benchmarks.cancel;
