package io.blueshift.executor.join;

import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.JoinTable;
import io.blueshift.executor.spill.PartitionBits;
import io.blueshift.executor.spill.PartitionWriter;
import io.blueshift.executor.spill.SpillTask;
import io.blueshift.executor.spill.SpillTasks;
import io.blueshift.executor.spill.SpilledColumns;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.spill.Spilling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A join whose build side may not fit. If it does not, both sides are partitioned by their keys, to disk, and each pair of
 * partitions is joined by itself (a Grace hash join: Kitsuregawa, Tanaka and Moto-Oka 1983). Safe for all threads.
 */
public final class SpillableJoin {
    private final PairKind kind;
    private final Spilling spilling;
    private final SpillingBuild build;
    private final SpilledColumns probeColumns;
    private Optional<PairKind.Operators> operators = Optional.empty();
    private Optional<PartitionWriter> probeRows = Optional.empty();

    private SpillableJoin(PairKind kind, Spilling spilling) {
        this.kind = requireNonNull(kind, "kind is null");
        this.spilling = requireNonNull(spilling, "spilling is null");
        this.build = new SpillingBuild(kind, spilling, this::probeBytes);
        this.probeColumns = SpilledColumns.of(kind.probeTypes(), kind.probeChannels());
    }

    /** @param filter what else has to be true of pairs, over the columns of both sides */
    public static SpillableJoin of(Join join, Optional<Step.Factory> filter, Spilling spilling) {
        return new SpillableJoin(new JoinPairs(join, filter), spilling);
    }

    public static SpillableJoin of(SemiJoin join, Spilling spilling) {
        return new SpillableJoin(new SemiJoinPairs(join), spilling);
    }

    /** Where the build side ends. */
    public SpillingBuild build() {
        return build;
    }

    PairKind kind() {
        return kind;
    }

    Spilling spilling() {
        return spilling;
    }

    SpilledColumns probeColumns() {
        return probeColumns;
    }

    /** The table, if the build side is complete and fits. */
    public Optional<JoinTable> table() {
        return build.isSpilled() ? Optional.empty() : Optional.of(build.inMemory().table());
    }

    /** What the probe side streams through: it is joined, or put away until {@link #rest}. */
    public Step probe() {
        return build.isSpilled() ? new SpillProbe(this, probeRows()) : operators().probe().open();
    }

    private synchronized PairKind.Operators operators() {
        if (operators.isEmpty()) {
            operators = Optional.of(kind.operators(build.inMemory()));
        }
        return operators.get();
    }

    private synchronized PartitionWriter probeRows() {
        if (probeRows.isEmpty()) {
            probeRows = Optional.of(new PartitionWriter(spilling, probeColumns.writtenTypes(), build.partitions()));
        }
        return probeRows.get();
    }

    private synchronized long probeBytes() {
        return probeRows.map(PartitionWriter::retainedBytes).orElse(0L);
    }

    /** The rows of the build side that come out at the end, if there are such and they were not spilled. After the probe side. */
    public Source afterwards() {
        return new AfterwardsIfFits();
    }

    /** All rows of a join that was spilled; after the probe side. */
    public Source rest() {
        return new SpillTasks(build::isSpilled, this::pairs);
    }

    private List<? extends SpillTask> pairs(SpillTasks tasks) {
        return tasksOf(build.finished(), probeRows().finish(), 0, Long.MAX_VALUE, tasks);
    }

    /** The partitions' pairs of which rows come. */
    List<PairTask> tasksOf(List<SpilledRows> builds, List<SpilledRows> probes, int level, long dividedRows,
            SpillTasks tasks) {
        List<PairTask> pairs = new ArrayList<>();
        for (int p = 0; p < builds.size(); p++) {
            SpilledRows buildSide = builds.get(p);
            SpilledRows probeSide = probes.get(p);
            boolean useful = (probeSide.rows() > 0 && (kind.keepsProbe() || buildSide.rows() > 0))
                    || buildSide.rows() > 0 && kind.keepsBuild();
            if (useful) {
                // Of equal keys, dividing again does not make less
                boolean divisible = builds.size() > 1 && level < PartitionBits.LEVEL_MAX
                        && buildSide.rows() < dividedRows - dividedRows / 8;
                pairs.add(new PairTask(this, new PairTask.Sides(buildSide, probeSide, level, divisible), tasks));
            }
        }
        return pairs;
    }

    /** Nobody will look anything up any more. */
    public void release() {
        build.release();
        synchronized (this) {
            operators = Optional.empty();
        }
    }

    private final class AfterwardsIfFits implements Source {
        @Override
        public boolean isEmpty() {
            return build.isSpilled();
        }

        @Override
        public Reader open() {
            return operators().afterwards().orElseThrow().open();
        }
    }
}
