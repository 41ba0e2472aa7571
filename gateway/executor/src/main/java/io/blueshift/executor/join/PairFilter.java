package io.blueshift.executor.join;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.runtime.join.Gather;
import io.blueshift.executor.runtime.join.JoinTable;
import io.blueshift.executor.runtime.join.ProbeKeys;
import io.blueshift.executor.vector.Batch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells which rows of both sides make a pair, where pairs themselves are not delivered. For one thread. */
final class PairFilter {
    private final JoinTable table;
    private final List<Integer> channels;
    private final ProbeKeys keys;
    private final PairOutput output;
    private final Optional<Step> filter;

    PairFilter(JoinStage stage) {
        this.table = stage.table();
        this.channels = stage.leftKeys();
        this.keys = new ProbeKeys(table, channels);
        this.output = stage.output();
        this.filter = stage.filter().map(Step.Factory::open);
    }

    /** Whether what is found is a match, without a look at the pair. */
    boolean isSure() {
        return filter.isEmpty() && !table.isHashed();
    }

    /** All pairs of rows and what they have found. */
    PairCursor cursor() {
        return hasChains() ? PairCursor.ofChains(table.table().chains()) : PairCursor.ofAll(table.rows());
    }

    /** All pairs of rows and what they have found, as long as none was a match. */
    PairRounds rounds() {
        return hasChains() ? PairRounds.ofChains(table.table().chains()) : PairRounds.ofAll(table.rows());
    }

    /** Whether a row goes with what it has found and nothing else. */
    boolean isSingle() {
        return !channels.isEmpty() && table.table().isUnique();
    }

    private boolean hasChains() {
        return !channels.isEmpty() && !table.table().isUnique();
    }

    /**
     * Keeps the rows, at the front of the array, that perhaps match.
     *
     * @param found receives the first row that each kept row goes with
     */
    int find(Batch batch, int[] rows, int count, int[] found) {
        if (channels.isEmpty()) {
            Arrays.fill(found, 0, count, 0);
            return table.rows() == 0 ? 0 : count;
        }
        return keys.find(batch, rows, keys.keepKeyed(batch, rows, count), found);
    }

    /** Keeps the pairs, at the front of both arrays, that are some. */
    int keep(Batch batch, int[] probeRows, int[] buildRows, int candidates) {
        // There may be very many pairs to one batch
        Interruption.check();
        int count = table.keepEqual(batch, channels, probeRows, buildRows, candidates);
        if (filter.isEmpty() || count == 0) {
            return count;
        }
        Step step = filter.get();
        step.accept(output.candidates(new RepeatedRows(probeRows, count).of(batch), Gather.all(buildRows, count)));
        Optional<Batch> passed = step.next();
        if (passed.isEmpty()) {
            return 0;
        }
        int[] pairs = passed.get().rows();
        int kept = passed.get().count();
        for (int i = 0; i < kept; i++) {
            probeRows[i] = probeRows[pairs[i]];
            buildRows[i] = buildRows[pairs[i]];
        }
        return kept;
    }

    long retainedBytes() {
        return keys.retainedBytes();
    }
}
