package io.blueshift.executor.join;

import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.runtime.join.RowCollector;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.PartitionBits;
import io.blueshift.executor.spill.SpillTask;
import io.blueshift.executor.spill.SpillTasks;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Joins the rows of one partition of both sides. A build side that is too large is divided further; if its keys do not
 * allow that, as many of its rows as there is memory for are joined with the whole probe side, then the next ones. For one
 * thread.
 */
final class PairTask implements SpillTask {
    /**
     * @param level how often the rows were divided before they came here
     * @param divisible whether the build side may become smaller by being divided
     */
    record Sides(SpilledRows build, SpilledRows probe, int level, boolean divisible) {}

    private final SpillableJoin join;
    private final Sides sides;
    private final SpillTasks tasks;
    private final MemoryBudget.Share share;
    private final SpilledRows.Reader builds;
    private final Optional<DistinctKeys> distinct;
    private JoinBuild block;
    private RowCollector collector;
    private Optional<PairBlock> joining = Optional.empty();
    private Optional<PairDivision> division = Optional.empty();
    private Optional<ProbeMatches> matches = Optional.empty();
    private boolean begun;
    private boolean decisionBegun;
    private boolean finished;

    PairTask(SpillableJoin join, Sides sides, SpillTasks tasks) {
        this.join = requireNonNull(join, "join is null");
        this.sides = requireNonNull(sides, "sides is null");
        this.tasks = requireNonNull(tasks, "tasks is null");
        this.share = join.spilling().budget().share();
        this.builds = sides.build().reader();
        this.distinct = join.kind() instanceof SemiJoinPairs
                ? Optional.of(new DistinctKeys(join.kind().shape()))
                : Optional.empty();
    }

    /** A partition with rows, for rows of the other side that match nothing but have to learn that there are some. */
    static int notEmpty(List<SpilledRows> partitions) {
        for (int p = 0; p < partitions.size(); p++) {
            if (partitions.get(p).rows() > 0) {
                return p;
            }
        }
        return 0;
    }

    @Override
    public Optional<Batch> next() {
        if (!begun) {
            begun = true;
            if (sides.divisible() && isTooLarge()) {
                division = Optional.of(new PairDivision(join, sides));
            }
        }
        if (division.isPresent()) {
            divide(division.get());
            return Optional.empty();
        }
        if (joining.isEmpty()) {
            load();
            return Optional.empty();
        }
        Optional<Batch> rows = joining.get().next();
        if (joining.get().isFinished()) {
            endBlock();
        }
        return rows;
    }

    private boolean isTooLarge() {
        long bytes = 2 * sides.build().bytes() + JoinBuild.TABLE_BYTES_PER_ROW * sides.build().rows();
        return bytes > PartitionBits.BYTES_MIN && share.isTooMuch(bytes);
    }

    private void divide(PairDivision work) {
        if (!work.next()) {
            work.tasks(tasks).forEach(tasks::add);
            finished = true;
        }
        share.set(work.retainedBytes());
    }

    /** Takes one more chunk into memory; when the block is full, begins to join it. */
    private void load() {
        if (block == null) {
            block = new JoinBuild(join.kind().shape());
            collector = block.open();
            if (join.build().sawKeyless() && distinct.isPresent()) {
                collector.accept(keylessRow());
            }
        }
        Optional<Batch> chunk = builds.next();
        if (chunk.isPresent()) {
            Batch rows = join.build().columns().widen(chunk.get());
            distinct.map(keys -> keys.keepNew(rows)).or(() -> Optional.of(rows)).filter(some -> some.count() > 0)
                    .ifPresent(collector::accept);
        }
        long bytes = collector.tableBytes() + distinct.map(DistinctKeys::retainedBytes).orElse(0L);
        share.set(bytes);
        // A set is looked at as a whole
        boolean full = distinct.isEmpty() && bytes > PartitionBits.BYTES_MIN && share.isTooMuch();
        if (full || !builds.hasNext()) {
            complete();
        }
    }

    /** Tells that there is a row without a key. */
    private Batch keylessRow() {
        BuildShape shape = join.kind().shape();
        return Batch.of(1, shape.types().stream().map(type -> Vector.of(type, type.createNullBlock())).toList());
    }

    private void complete() {
        collector.finish();
        collector = null;
        int merges = block.mergeTasks();
        for (int task = 0; task < merges; task++) {
            block.merge(task);
        }
        block.complete();
        share.set(block.retainedBytes());
        boolean whole = matches.isEmpty() && !builds.hasNext();
        if (!whole && matches.isEmpty()) {
            matches = Optional.of(new ProbeMatches());
        }
        joining = Optional.of(whole
                ? PairBlock.whole(join, block, sides.probe())
                : PairBlock.part(join, block, sides.probe(), matches.get()));
    }

    private void endBlock() {
        joining = Optional.empty();
        boolean last = !builds.hasNext();
        if (last && matches.isPresent() && decidedByAll() && !decisionBegun) {
            decisionBegun = true;
            joining = Optional.of(PairBlock.decided(join, block, sides.probe(), matches.get()));
        } else if (last) {
            finished = true;
        }
        block = null;
    }

    private boolean decidedByAll() {
        return join.kind() instanceof JoinPairs pairs && pairs.join().type().isOneRowOfLeft();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public long retainedBytes() {
        return share.held();
    }

    @Override
    public void close() {
        share.set(0);
    }
}
