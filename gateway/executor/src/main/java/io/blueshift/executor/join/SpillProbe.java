package io.blueshift.executor.join;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.spill.PartitionWriter;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Puts the probe side away, in partitions. Nothing comes of it as yet. */
final class SpillProbe implements Step {
    private final SpillableJoin join;
    private final PartitionWriter writer;
    private final JoinPartitions partitions;
    private final int ofKeyless;

    SpillProbe(SpillableJoin join, PartitionWriter writer) {
        this.join = requireNonNull(join, "join is null");
        this.writer = requireNonNull(writer, "writer is null");
        this.partitions = new JoinPartitions(join.kind().shape().keys(), join.kind().probeKeys(), 0);
        this.ofKeyless = PairTask.notEmpty(join.build().finished());
    }

    @Override
    public void accept(Batch arrived) {
        write(join, arrived.withoutGaps(), partitions, ofKeyless, writer);
    }

    static void write(SpillableJoin join, Batch rows, JoinPartitions partitions, int ofKeyless,
            PartitionWriter writer) {
        int[] numbers = partitions.of(rows);
        Batch wanted = rows;
        if (join.kind().keepsProbe()) {
            JoinPartitions.place(numbers, ofKeyless);
        } else {
            wanted = JoinPartitions.keyed(rows, numbers);
        }
        if (wanted.count() > 0) {
            writer.add(join.probeColumns().narrow(wanted), numbers);
        }
    }

    @Override
    public Optional<Batch> next() {
        return Optional.empty();
    }
}
