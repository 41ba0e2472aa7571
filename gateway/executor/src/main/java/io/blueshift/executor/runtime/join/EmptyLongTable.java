package io.blueshift.executor.runtime.join;

import java.util.Optional;

/** No rows. */
final class EmptyLongTable extends LongTable {
    EmptyLongTable() {
        super(0, false);
    }

    @Override
    int tasks() {
        return 0;
    }

    @Override
    void fill(int task, BuildKeys keys) {
        throw new IllegalArgumentException("task " + task);
    }

    @Override
    Optional<long[]> keys(int max) {
        return Optional.of(new long[0]);
    }

    @Override
    LongKeyFilter keyFilter(KeyRange range) {
        return LongKeyFilter.builder(range, 0).built();
    }

    @Override
    public Finder finder() {
        return (_, _, _, _) -> 0;
    }
}
