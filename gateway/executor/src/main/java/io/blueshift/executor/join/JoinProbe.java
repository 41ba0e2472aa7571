package io.blueshift.executor.join;

import io.blueshift.executor.ir.Join;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.runtime.join.Gather;
import io.blueshift.executor.runtime.join.JoinTable;
import io.blueshift.executor.runtime.join.ProbeKeys;
import io.blueshift.executor.vector.Batch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Pairs the rows of batches with those of the build side. If every row has one match at most, the batch passes with its
 * vectors as they are, fewer rows wanted, and the columns of the build side added to it; else pairs are made, some
 * thousands at a time. Nothing but the keys is read of either side, as long as there is no filter.
 */
public final class JoinProbe implements Step {
    private static final int PAIRS_MAX = 16 * 1024;

    private final Join.Type type;
    private final List<Integer> channels;
    private final JoinTable table;
    private final ProbeKeys keys;
    private final PairOutput output;
    private final Optional<Step> filter;
    private final Optional<byte[]> visited;
    private final boolean single;
    private final PairCursor pairs;
    private int[] rows = new int[0];
    private int[] found = new int[0];
    private byte[] matched = new byte[0];
    private Optional<Batch> input = Optional.empty();
    private Optional<Batch> ready = Optional.empty();

    public JoinProbe(JoinStage stage) {
        Join join = stage.join();
        this.type = join.type();
        this.channels = stage.leftKeys();
        this.table = stage.table();
        this.keys = new ProbeKeys(table, channels);
        this.output = stage.output();
        this.filter = stage.filter().map(Step.Factory::open);
        this.visited = type.keepsRight() ? Optional.of(stage.visited().of(table.rows())) : Optional.empty();
        this.single = channels.isEmpty() ? table.rows() <= 1 : table.table().isUnique();
        this.pairs = channels.isEmpty() || single
                ? PairCursor.ofAll(table.rows())
                : PairCursor.ofChains(table.table().chains());
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
        int matches = find(batch, count);
        if (single) {
            ready = matches == 0 && !type.keepsLeft() ? Optional.empty() : single(batch, matches);
            return;
        }
        if (matches == 0 && !type.keepsLeft()) {
            return;
        }
        input = Optional.of(batch);
        pairs.start(rows, found, matches);
        if (type.keepsLeft()) {
            clearMatched(batch.positions());
        }
    }

    private int find(Batch batch, int count) {
        if (channels.isEmpty()) {
            Arrays.fill(found, 0, count, 0);
            return table.rows() == 0 ? 0 : count;
        }
        return keys.find(batch, rows, keys.keepKeyed(batch, rows, count), found);
    }

    private void clearMatched(int positions) {
        if (matched.length < positions) {
            matched = new byte[positions];
        } else {
            Arrays.fill(matched, 0, positions, (byte) 0);
        }
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = ready;
        ready = Optional.empty();
        while (next.isEmpty() && input.isPresent()) {
            next = pairs.hasMore() ? pairs(input.get()) : unmatched(input.get());
            // A filter may reject very many pairs before one passes
            Interruption.check();
        }
        return next;
    }

    /** All matches of a batch of which each row has one at most. */
    private Optional<Batch> single(Batch batch, int candidates) {
        int count = table.keepEqual(batch, channels, rows, found, candidates);
        int[] wanted = Arrays.copyOf(rows, count);
        int[] buildRows = new int[batch.positions()];
        for (int i = 0; i < count; i++) {
            buildRows[wanted[i]] = found[i];
        }
        Gather gather = new Gather(batch.positions(), buildRows, false, wanted, count);
        if (filter.isEmpty()) {
            visit(buildRows, wanted, count);
            if (type.keepsLeft()) {
                return Optional.of(allOfLeft(batch, buildRows, wanted, count));
            }
            return count == 0
                    ? Optional.empty()
                    : Optional.of(output.outputs(batch.select(wanted, count), gather).withoutGaps());
        }
        Optional<Batch> passed = count == 0
                ? Optional.empty()
                : filter(output.candidates(batch.select(wanted, count), gather));
        passed.ifPresent(left -> visit(buildRows, left.rows(), left.count()));
        if (!type.keepsLeft()) {
            return passed.map(output::outputs).map(Batch::withoutGaps);
        }
        return Optional.of(passed.map(left -> allOfLeft(batch, buildRows, left.rows(), left.count()))
                .orElseGet(() -> allOfLeft(batch, buildRows, wanted, 0)));
    }

    /** All rows of the batch; only those given have a match. */
    private Batch allOfLeft(Batch batch, int[] buildRows, int[] wanted, int count) {
        if (count == 0) {
            return output.withoutBuild(batch);
        }
        int[] rowsOrNone = new int[batch.positions()];
        Arrays.fill(rowsOrNone, -1);
        for (int i = 0; i < count; i++) {
            rowsOrNone[wanted[i]] = buildRows[wanted[i]];
        }
        return output.outputs(batch,
                new Gather(batch.positions(), rowsOrNone, count < batch.count(), batch.rows(), batch.count()));
    }

    private Optional<Batch> pairs(Batch batch) {
        int[] probeRows = new int[PAIRS_MAX];
        int[] buildRows = new int[PAIRS_MAX];
        int candidates = pairs.fill(probeRows, buildRows);
        int count = table.keepEqual(batch, channels, probeRows, buildRows, candidates);
        if (count == 0) {
            return Optional.empty();
        }
        Batch probe = new RepeatedRows(probeRows, count).of(batch);
        Gather gather = Gather.all(buildRows, count);
        Optional<Batch> passed = filter.isEmpty()
                ? Optional.of(output.outputs(probe, gather))
                : filter(output.candidates(probe, gather)).map(output::outputs);
        passed.ifPresent(left -> note(probeRows, buildRows, left.rows(), left.count()));
        return passed;
    }

    private void note(int[] probeRows, int[] buildRows, int[] passed, int count) {
        visit(buildRows, passed, count);
        if (type.keepsLeft()) {
            for (int i = 0; i < count; i++) {
                matched[probeRows[passed[i]]] = 1;
            }
        }
    }

    private void visit(int[] buildRows, int[] passed, int count) {
        if (visited.isPresent()) {
            byte[] marks = visited.get();
            for (int i = 0; i < count; i++) {
                marks[buildRows[passed[i]]] = 1;
            }
        }
    }

    /** The batch's rows that no pair has come of; the batch is done then. */
    private Optional<Batch> unmatched(Batch batch) {
        input = Optional.empty();
        if (!type.keepsLeft()) {
            return Optional.empty();
        }
        int[] rest = new int[batch.count()];
        int[] all = batch.rows();
        int count = 0;
        for (int i = 0; i < rest.length; i++) {
            rest[count] = all[i];
            count += matched[all[i]] == 0 ? 1 : 0;
        }
        return count == 0 ? Optional.empty() : Optional.of(output.withoutBuild(batch.select(rest, count)));
    }

    private Optional<Batch> filter(Batch candidates) {
        Step step = filter.orElseThrow();
        step.accept(candidates);
        return step.next();
    }

    @Override
    public long retainedBytes() {
        return keys.retainedBytes() + 4L * (rows.length + found.length) + matched.length;
    }
}
