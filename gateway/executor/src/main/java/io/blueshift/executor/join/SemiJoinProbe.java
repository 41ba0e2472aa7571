package io.blueshift.executor.join;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.JoinTable;
import io.blueshift.executor.runtime.join.ProbeKeys;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.type.BooleanType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds to each row whether its key is in the set. Reads nothing but the key. */
public final class SemiJoinProbe implements Step {
    private final List<Integer> channels;
    private final JoinTable set;
    private final ProbeKeys keys;
    private final boolean setHasNull;
    private int[] rows = new int[0];
    private int[] found = new int[0];
    private int[] probeRows = new int[0];
    private int[] buildRows = new int[0];
    private Optional<Batch> output = Optional.empty();

    public SemiJoinProbe(JoinTable set, int channel) {
        this.set = set;
        this.channels = List.of(channel);
        this.keys = new ProbeKeys(set, channels);
        this.setHasNull = set.rows() > set.keyedRows();
    }

    @Override
    public void accept(Batch arrived) {
        Batch batch = arrived.withoutGaps();
        List<Vector> vectors = new ArrayList<>(batch.vectors());
        vectors.add(mark(batch));
        output = Optional.of(batch.with(vectors));
    }

    private Vector mark(Batch batch) {
        long[] marks = new long[batch.positions()];
        if (set.rows() == 0) {
            return Vector.ofLongs(BooleanType.BOOLEAN, batch.positions(), marks, Optional.empty());
        }
        int count = batch.count();
        if (rows.length < count) {
            rows = new int[count];
            found = new int[count];
        }
        System.arraycopy(batch.rows(), 0, rows, 0, count);
        int keyed = keys.keepKeyed(batch, rows, count);
        Optional<long[]> validity = keyed < count && !setHasNull ? Optional.of(valid(batch, keyed)) : Optional.empty();
        int candidates = keys.find(batch, rows, keyed, found);
        if (set.isHashed()) {
            markEqual(batch, candidates, marks);
        } else {
            for (int i = 0; i < candidates; i++) {
                marks[rows[i]] = 1;
            }
        }
        if (setHasNull) {
            validity = Optional.of(validIfTrue(marks));
        }
        return Vector.ofLongs(BooleanType.BOOLEAN, batch.positions(), marks, validity);
    }

    /** Goes through the chains of equal hashes in rounds, until the key was found or the chain ends. */
    private void markEqual(Batch batch, int candidates, long[] marks) {
        if (probeRows.length < candidates) {
            probeRows = new int[candidates];
            buildRows = new int[candidates];
        }
        int open = candidates;
        while (open > 0) {
            System.arraycopy(rows, 0, probeRows, 0, open);
            System.arraycopy(found, 0, buildRows, 0, open);
            int equal = set.keepEqual(batch, channels, probeRows, buildRows, open);
            for (int i = 0; i < equal; i++) {
                marks[probeRows[i]] = 1;
            }
            open = set.table().isUnique() ? 0 : nextRound(open, marks);
        }
    }

    private int nextRound(int open, long[] marks) {
        int[] chains = set.table().chains();
        int kept = 0;
        for (int i = 0; i < open; i++) {
            int next = marks[rows[i]] == 0 ? chains[found[i]] : 0;
            rows[kept] = rows[i];
            found[kept] = next - 1;
            kept += next != 0 ? 1 : 0;
        }
        return kept;
    }

    /** Valid where the key is not NULL; other rows than the wanted ones do not matter. */
    private long[] valid(Batch batch, int keyed) {
        long[] validity = new long[Bitmap.wordsForBits(batch.positions())];
        for (int i = 0; i < keyed; i++) {
            validity[rows[i] >>> 6] |= 1L << rows[i];
        }
        return validity;
    }

    private static long[] validIfTrue(long[] marks) {
        long[] validity = new long[Bitmap.wordsForBits(marks.length)];
        for (int i = 0; i < marks.length; i++) {
            validity[i >>> 6] |= marks[i] << i;
        }
        return validity;
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }

    @Override
    public long retainedBytes() {
        return keys.retainedBytes() + 4L * (rows.length + found.length + probeRows.length + buildRows.length);
    }
}
