package io.blueshift.executor.join;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/**
 * Marks the rows of the build side that match a row of the probe side; nothing else comes of the probe side, so it is over
 * with a row of the build side once that is marked.
 */
final class MarkProbe implements Step {
    private static final int PAIRS_MAX = 16 * 1024;

    private final PairFilter filter;
    private final PairCursor pairs;
    private final byte[] marks;
    private int[] rows = new int[0];
    private int[] found = new int[0];
    private int[] probeRows = new int[0];
    private int[] buildRows = new int[0];

    MarkProbe(JoinStage stage) {
        this.filter = new PairFilter(stage);
        this.pairs = filter.cursor();
        this.marks = stage.visited().of(stage.table().rows());
    }

    @Override
    public void accept(Batch arrived) {
        Batch batch = arrived.withoutGaps();
        int count = batch.count();
        if (rows.length < count) {
            rows = new int[count];
            found = new int[count];
        }
        System.arraycopy(batch.rows(), 0, rows, 0, count);
        int candidates = filter.find(batch, rows, count, found);
        if (filter.isSure()) {
            // All rows with a key are marked together
            candidates = keepUnmarked(rows, found, candidates);
        }
        if (filter.isSingle()) {
            mark(batch, rows, found, candidates);
            return;
        }
        pairs.start(rows, found, candidates);
        while (pairs.hasMore()) {
            if (probeRows.length == 0) {
                probeRows = new int[PAIRS_MAX];
                buildRows = new int[PAIRS_MAX];
            }
            mark(batch, probeRows, buildRows, pairs.fill(probeRows, buildRows));
        }
    }

    private void mark(Batch batch, int[] probes, int[] builds, int candidates) {
        int count = filter.keep(batch, probes, builds, keepUnmarked(probes, builds, candidates));
        for (int i = 0; i < count; i++) {
            marks[builds[i]] = 1;
        }
    }

    /** Keeps the pairs, at the front of both arrays, whose row of the build side nothing has matched so far. */
    private int keepUnmarked(int[] probes, int[] builds, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = builds[i];
            probes[kept] = probes[i];
            builds[kept] = row;
            kept += marks[row] == 0 ? 1 : 0;
        }
        return kept;
    }

    @Override
    public Optional<Batch> next() {
        return Optional.empty();
    }

    @Override
    public long retainedBytes() {
        return filter.retainedBytes() + 4L * (rows.length + found.length + probeRows.length + buildRows.length);
    }
}
