/** Reading live databases, beside their drivers. */
package io.blueshift.benchmarks.sources;
