package io.blueshift.executor.join;

import io.blueshift.executor.spill.PartitionWriter;
import io.blueshift.executor.spill.SpillTasks;
import io.blueshift.executor.spill.SpilledColumns;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Divides a pair of partitions, chunk by chunk. For one thread. */
final class PairDivision {
    private final SpillableJoin join;
    private final PairTask.Sides sides;
    private final int level;
    private final SpilledRows.Reader builds;
    private final SpilledRows.Reader probes;
    private final PartitionWriter buildWriter;
    private final PartitionWriter probeWriter;
    private final JoinPartitions buildPartitions;
    private final JoinPartitions probePartitions;

    PairDivision(SpillableJoin join, PairTask.Sides sides) {
        this.join = join;
        this.sides = sides;
        this.level = sides.level() + 1;
        this.builds = sides.build().reader();
        this.probes = sides.probe().reader();
        Spilling spilling = join.spilling();
        PairKind kind = join.kind();
        this.buildPartitions = new JoinPartitions(kind.shape().keys(), kind.shape().keyChannels(), level);
        this.probePartitions = new JoinPartitions(kind.shape().keys(), kind.probeKeys(), level);
        this.buildWriter = new PartitionWriter(spilling, join.build().columns().writtenTypes(),
                buildPartitions.count());
        this.probeWriter = new PartitionWriter(spilling, join.probeColumns().writtenTypes(), probePartitions.count());
    }

    /** Moves one chunk; false if there was none. */
    boolean next() {
        Optional<Batch> build = builds.next();
        if (build.isPresent()) {
            SpilledColumns columns = join.build().columns();
            Batch rows = columns.widen(build.get());
            int[] numbers = buildPartitions.of(rows);
            JoinPartitions.place(numbers, ThreadLocalRandom.current().nextInt(buildPartitions.count()));
            buildWriter.add(columns.narrow(rows), numbers);
            return true;
        }
        // All of them are there, so empty partitions can be told
        int ofKeyless = PairTask.notEmpty(buildWriter.finish());
        Optional<Batch> probe = probes.next();
        probe.ifPresent(rows -> SpillProbe.write(join, join.probeColumns().widen(rows), probePartitions, ofKeyless,
                probeWriter));
        return probe.isPresent();
    }

    List<PairTask> tasks(SpillTasks tasks) {
        return join.tasksOf(buildWriter.finish(), probeWriter.finish(), level, sides.build().rows(), tasks);
    }

    long retainedBytes() {
        return buildWriter.retainedBytes() + probeWriter.retainedBytes();
    }
}
