package io.blueshift.executor.window;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.runtime.window.ColumnParts;
import io.blueshift.executor.runtime.window.SameKeys;
import io.blueshift.executor.vector.Batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts rows that come ordered by their keys where a partition ends, at least once a batch if there is an end in it. */
final class WholePartitions {
    private final Source.Reader ordered;
    private final SameKeys keys;
    private List<Batch> begun = new ArrayList<>();

    WholePartitions(Source.Reader ordered, SameKeys keys) {
        this.ordered = ordered;
        this.keys = keys;
    }

    /** The rows of some partitions, all of each; empty if there are none left. */
    Optional<List<Batch>> next() {
        while (true) {
            Interruption.check();
            Optional<Batch> batch = ordered.next();
            if (batch.isEmpty()) {
                if (ordered.isFinished()) {
                    return begun.isEmpty() ? Optional.empty() : Optional.of(begin(new ArrayList<>()));
                }
                continue;
            }
            Optional<List<Batch>> whole = add(batch.get().compact());
            if (whole.isPresent()) {
                return whole;
            }
        }
    }

    private Optional<List<Batch>> add(Batch batch) {
        int last = lastPartition(batch);
        if (last > 0) {
            begun.add(ColumnParts.region(batch, 0, last));
            return Optional.of(begin(listOf(ColumnParts.region(batch, last, batch.count()))));
        }
        if (begun.isEmpty() || keys.same(begun.getLast(), begun.getLast().count() - 1, batch, 0)) {
            begun.add(batch);
            return Optional.empty();
        }
        return Optional.of(begin(listOf(batch)));
    }

    /** The first row of the batch's last partition: rows are in order, so it is found by halving. */
    private int lastPartition(Batch batch) {
        int last = batch.count() - 1;
        int low = 0;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys.same(batch, middle, batch, last)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    private List<Batch> begin(List<Batch> next) {
        List<Batch> whole = begun;
        begun = next;
        return whole;
    }

    private static List<Batch> listOf(Batch batch) {
        return new ArrayList<>(List.of(batch));
    }
}
