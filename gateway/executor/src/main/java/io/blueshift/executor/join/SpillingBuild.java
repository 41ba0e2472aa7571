package io.blueshift.executor.join;

import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.runtime.join.RowCollector;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.PartitionWriter;
import io.blueshift.executor.spill.SpilledColumns;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * The build side of a join: a table in memory, until that would be too large. Then what was collected goes to disk, in
 * partitions, and so does everything that still comes.
 */
public final class SpillingBuild implements Sink {
    private final PairKind kind;
    private final Spilling spilling;
    private final JoinBuild inMemory;
    private final SpilledColumns columns;
    private final JoinPartitions partitions;
    private final MemoryBudget.Share share;
    private final LongSupplier moreBytes;
    private volatile PartitionWriter writer;
    private volatile boolean sawKeyless;

    /** @param moreBytes what the join takes elsewhere */
    SpillingBuild(PairKind kind, Spilling spilling, LongSupplier moreBytes) {
        this.kind = requireNonNull(kind, "kind is null");
        this.spilling = spilling;
        BuildShape shape = kind.shape();
        this.inMemory = new JoinBuild(shape);
        this.columns = SpilledColumns.of(shape.types(),
                Stream.concat(shape.kept().stream(), shape.keyChannels().stream()).toList());
        this.partitions = new JoinPartitions(shape.keys(), shape.keyChannels(), 0);
        this.share = spilling.budget().share();
        this.moreBytes = moreBytes;
    }

    JoinBuild inMemory() {
        return inMemory;
    }

    boolean isSpilled() {
        return writer != null;
    }

    /** Whether there are rows that can match nothing, also if they were not kept. */
    boolean sawKeyless() {
        return sawKeyless;
    }

    int partitions() {
        return partitions.count();
    }

    SpilledColumns columns() {
        return columns;
    }

    /** The partitions, of a side that was spilled and is complete. */
    List<SpilledRows> finished() {
        return writer.finish();
    }

    private synchronized void spill() {
        if (writer == null) {
            writer = new PartitionWriter(spilling, columns.writtenTypes(), partitions.count());
        }
    }

    private void write(Batch input) {
        Batch rows = input.withoutGaps();
        int[] numbers = partitions.of(rows);
        Batch keyed = JoinPartitions.keyed(rows, numbers);
        if (keyed.count() < rows.count()) {
            sawKeyless = true;
            if (kind.keepsBuild()) {
                JoinPartitions.place(numbers, ThreadLocalRandom.current().nextInt(partitions.count()));
                keyed = rows;
            }
        }
        if (keyed.count() > 0) {
            writer.add(columns.narrow(keyed), numbers);
        }
    }

    @Override
    public Collector open() {
        return new SpillingCollector();
    }

    private final class SpillingCollector implements Collector {
        private RowCollector own = inMemory.open();
        private long reported;

        @Override
        public void accept(Batch input) {
            if (writer == null) {
                own.accept(input);
                long bytes = own.tableBytes();
                share.add(bytes - reported);
                reported = bytes;
                if (!share.isTooMuch()) {
                    return;
                }
                spill();
                drain();
            } else {
                drain();
                write(input);
            }
        }

        private void drain() {
            if (own != null) {
                own.drain(SpillingBuild.this::write);
                own = null;
                share.add(-reported);
                reported = 0;
            }
        }

        @Override
        public void finish() {
            if (writer == null) {
                own.finish();
            } else {
                drain();
            }
        }

        @Override
        public long retainedBytes() {
            return own == null ? 0 : own.retainedBytes();
        }
    }

    @Override
    public int mergeTasks() {
        if (writer == null) {
            return inMemory.mergeTasks();
        }
        // Of threads that had ended when another one began to spill
        inMemory.giveUp().forEach(collector -> collector.drain(this::write));
        writer.finish();
        return 0;
    }

    @Override
    public void merge(int task) {
        inMemory.merge(task);
    }

    @Override
    public void complete() {
        if (writer == null) {
            inMemory.complete();
        }
        share.set(retainedBytes());
    }

    void release() {
        inMemory.release();
        share.set(0);
    }

    @Override
    public Map<String, Long> counts() {
        PartitionWriter spilled = writer;
        return spilled == null
                ? inMemory.counts()
                : Map.of("spilled rows", spilled.finish().stream().mapToLong(SpilledRows::rows).sum(), "spilled bytes",
                        spilled.writtenBytes());
    }

    @Override
    public long retainedBytes() {
        PartitionWriter spilled = writer;
        return inMemory.retainedBytes() + (spilled == null ? 0 : spilled.retainedBytes()) + moreBytes.getAsLong();
    }
}
