/** Window functions over partitions whose rows are in order: frames, ranks, values of other rows, aggregates. */
package io.blueshift.executor.runtime.window;
