package io.blueshift.executor.aggregate;

import io.blueshift.executor.vector.Batch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Passes the keys of distinct rows until there are enough. Safe for all threads, which together pass no more. */
public final class FirstKeys implements SpillableDistinct.Output {
    private final List<Integer> keys;
    private final AtomicLong left;

    public FirstKeys(List<Integer> keys, long rows) {
        this.keys = List.copyOf(keys);
        this.left = new AtomicLong(rows);
    }

    @Override
    public Optional<Batch> of(Batch input, boolean[] first) {
        int[] rows = input.rows();
        int[] kept = new int[input.count()];
        int count = 0;
        for (int i = 0; i < input.count(); i++) {
            kept[count] = rows[i];
            count += first[i] ? 1 : 0;
        }
        int granted = take(count);
        return granted == 0
                ? Optional.empty()
                : Optional.of(input.with(keys.stream().map(input::vector).toList()).select(kept, granted));
    }

    private int take(int wanted) {
        long before = left.getAndAccumulate(wanted, (have, want) -> Math.max(0, have - want));
        return (int) Math.min(before, wanted);
    }

    @Override
    public boolean isSatisfied() {
        return left.get() == 0;
    }
}
