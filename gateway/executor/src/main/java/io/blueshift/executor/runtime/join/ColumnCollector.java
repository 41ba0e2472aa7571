package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

/** What one thread keeps of one column of the build side. Its values are numbered from zero. */
sealed interface ColumnCollector permits LongColumnCollector, BlockColumnCollector {
    static ColumnCollector of(Type type) {
        return LongForm.exists(type) ? new LongColumnCollector() : new BlockColumnCollector(type);
    }

    void append(Vector vector, int[] rows, int count);

    long retainedBytes();
}
