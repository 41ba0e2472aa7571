package io.blueshift.executor.join;

import io.blueshift.executor.ir.Join;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;

import java.util.Arrays;
import java.util.Optional;

/**
 * Lets the rows of the probe side pass that match some row of the build side, or those that match none. The pairs of a row
 * are looked at in rounds, and no longer than until one of them is a match.
 */
final class MatchProbe implements Step {
    private static final int PAIRS_MAX = 16 * 1024;

    private final PairFilter filter;
    private final PairRounds pairs;
    private final PairOutput columns;
    private final byte wanted;
    private int[] rows = new int[0];
    private int[] found = new int[0];
    private int[] probeRows = new int[0];
    private int[] buildRows = new int[0];
    private byte[] matched = new byte[0];
    private Optional<Batch> output = Optional.empty();

    MatchProbe(JoinStage stage) {
        this.filter = new PairFilter(stage);
        this.pairs = filter.rounds();
        this.wanted = (byte) (stage.join().type() == Join.Type.LEFT_SEMI ? 1 : 0);
        this.columns = stage.output();
    }

    @Override
    public void accept(Batch arrived) {
        Batch batch = arrived.withoutGaps();
        int count = batch.count();
        if (rows.length < count) {
            rows = new int[count];
            found = new int[count];
        }
        if (matched.length < batch.positions()) {
            matched = new byte[batch.positions()];
        } else {
            Arrays.fill(matched, 0, batch.positions(), (byte) 0);
        }
        System.arraycopy(batch.rows(), 0, rows, 0, count);
        int candidates = filter.find(batch, rows, count, found);
        if (filter.isSure()) {
            note(rows, candidates);
        } else if (filter.isSingle()) {
            note(rows, filter.keep(batch, rows, found, candidates));
        } else {
            match(batch, candidates);
        }
        output = rowsOf(batch);
    }

    private void match(Batch batch, int candidates) {
        if (probeRows.length == 0) {
            probeRows = new int[PAIRS_MAX];
            buildRows = new int[PAIRS_MAX];
        }
        pairs.start(rows, found, candidates);
        while (pairs.hasMore(matched)) {
            int filled = pairs.fill(probeRows, buildRows);
            note(probeRows, filter.keep(batch, probeRows, buildRows, filled));
        }
    }

    private void note(int[] matching, int count) {
        for (int i = 0; i < count; i++) {
            matched[matching[i]] = 1;
        }
    }

    private Optional<Batch> rowsOf(Batch batch) {
        int[] all = batch.rows();
        int[] kept = new int[batch.count()];
        int count = 0;
        for (int i = 0; i < kept.length; i++) {
            int row = all[i];
            kept[count] = row;
            count += matched[row] == wanted ? 1 : 0;
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(columns.withoutBuild(batch.select(kept, count)).withoutGaps());
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }

    @Override
    public long retainedBytes() {
        return filter.retainedBytes() + matched.length
                + 4L * (rows.length + found.length + probeRows.length + buildRows.length);
    }
}
