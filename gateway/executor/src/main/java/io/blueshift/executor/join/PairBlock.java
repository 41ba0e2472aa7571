package io.blueshift.executor.join;

import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.UniqueId;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins one table with all rows of a partition of the probe side. If the table is a part of its partition only, whether a
 * probe row matches nothing is known after the last part: until then rows are numbered, and the numbers of those that
 * matched are noted. For one thread.
 */
final class PairBlock {
    private final SpillableJoin join;
    private final SpilledRows.Reader probes;
    private final Step probe;
    private final Optional<Source.Reader> afterwards;
    private final Optional<ProbeMatches> numbered;
    private final boolean deliversPairs;
    private long number;
    private boolean probed;
    private boolean finished;

    private PairBlock(SpillableJoin join, PairKind.Operators operators, SpilledRows probes,
            Optional<ProbeMatches> numbered) {
        this.join = join;
        this.probes = probes.reader();
        this.probe = operators.probe().open();
        this.afterwards = operators.afterwards().map(Source::open);
        this.numbered = numbered;
        this.deliversPairs = !(join.kind() instanceof JoinPairs pairs && pairs.join().type().isOfLeft());
    }

    /** With a table of all rows of the partition. */
    static PairBlock whole(SpillableJoin join, JoinBuild build, SpilledRows probes) {
        return new PairBlock(join, join.kind().operators(build), probes, Optional.empty());
    }

    /** With a table of some of them. */
    static PairBlock part(SpillableJoin join, JoinBuild build, SpilledRows probes, ProbeMatches matches) {
        JoinPairs pairs = (JoinPairs) join.kind();
        if (!pairs.join().type().isOneRowOfLeft()) {
            return whole(join, build, probes);
        }
        return new PairBlock(join, matching(pairs).operators(build), probes, Optional.of(matches));
    }

    /** Delivers what is not decided by all parts together; with the number of the probe row as a last column. */
    private static JoinPairs matching(JoinPairs pairs) {
        Join join = pairs.join();
        int left = join.left().columns().size();
        List<Integer> outputs = new ArrayList<>();
        join.outputs().forEach(channel -> outputs.add(channel < left ? channel : channel + 1));
        outputs.add(left);
        Join numbered = new Join(new UniqueId(join.left(), "row"), join.right(),
                inPart(join.type()), join.keys(), join.filter(), outputs, false);
        Optional<Step.Factory> filter = pairs.filter().map(inner -> () -> new WithoutColumn(inner.open(), left));
        return new JoinPairs(numbered, pairs.shape(), filter);
    }

    private static Join.Type inPart(Join.Type type) {
        return switch (type) {
            case INNER, LEFT -> Join.Type.INNER;
            case RIGHT, FULL -> Join.Type.RIGHT;
            case LEFT_SEMI, LEFT_ANTI -> Join.Type.LEFT_SEMI;
            case RIGHT_SEMI, RIGHT_ANTI -> type;
        };
    }

    /** With no table: delivers the probe rows that all parts together decide about, those that matched or did not. */
    static PairBlock decided(SpillableJoin join, JoinBuild build, SpilledRows probes, ProbeMatches matches) {
        JoinPairs pairs = (JoinPairs) join.kind();
        PairOutput columns = new JoinStage(pairs.join(), build, Optional.empty()).output();
        boolean matched = pairs.join().type() == Join.Type.LEFT_SEMI;
        PairKind.Operators operators = new PairKind.Operators(() -> new DecidedProbe(matches, matched, columns),
                Optional.empty());
        return new PairBlock(join, operators, probes, Optional.empty());
    }

    /** Rows of the probe side that have matched, or those that never have, in the order in which they were numbered. */
    private static final class DecidedProbe implements Step {
        private final ProbeMatches matches;
        private final boolean matched;
        private final PairOutput columns;
        private long first;
        private Optional<Batch> ready = Optional.empty();

        private DecidedProbe(ProbeMatches matches, boolean matched, PairOutput columns) {
            this.matches = matches;
            this.matched = matched;
            this.columns = columns;
        }

        @Override
        public void accept(Batch input) {
            Batch left = matches.rows(input, first, matched);
            first += input.positions();
            ready = left.count() == 0 ? Optional.empty() : Optional.of(columns.withoutBuild(left));
        }

        @Override
        public Optional<Batch> next() {
            Optional<Batch> next = ready;
            ready = Optional.empty();
            return next;
        }
    }

    /** Goes on for a moment; the rows that came of it, if any. */
    Optional<Batch> next() {
        Optional<Batch> rows = Optional.empty();
        if (!probed) {
            rows = probe();
        } else if (afterwards.isPresent()) {
            rows = afterwards.get().next();
            finished = afterwards.get().isFinished();
        } else {
            finished = true;
        }
        return numbered.isPresent() ? rows.filter(_ -> deliversPairs).map(PairBlock::withoutNumber) : rows;
    }

    private Optional<Batch> probe() {
        Optional<Batch> rows = probe.next();
        if (rows.isEmpty()) {
            Optional<Batch> chunk = probes.next();
            probed = chunk.isEmpty();
            chunk.map(join.probeColumns()::widen).map(this::numbered).ifPresent(probe::accept);
        } else {
            numbered.ifPresent(matches -> matches.note(rows.get(), rows.get().vectors().size() - 1));
        }
        return rows;
    }

    private static Batch withoutNumber(Batch rows) {
        return rows.with(rows.vectors().subList(0, rows.vectors().size() - 1));
    }

    private Batch numbered(Batch rows) {
        if (numbered.isEmpty()) {
            return rows;
        }
        long[] numbers = new long[rows.positions()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = number++;
        }
        List<Vector> vectors = new ArrayList<>(rows.vectors());
        vectors.add(Vector.ofLongs(BigintType.BIGINT, numbers.length, numbers, Optional.empty()));
        return rows.with(vectors);
    }

    boolean isFinished() {
        return finished;
    }
}
