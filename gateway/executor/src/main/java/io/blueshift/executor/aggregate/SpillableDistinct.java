package io.blueshift.executor.aggregate;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.PartitionBits;
import io.blueshift.executor.spill.PartitionWriter;
import io.blueshift.executor.spill.SpillTasks;
import io.blueshift.executor.spill.SpilledColumns;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Distinct rows that may be too many for memory. Then the keys seen so far stay, and rows that still come go to disk, in
 * partitions by their keys, until all have come; it is decided of them when their partition's keys have memory for
 * themselves. Safe for all threads.
 */
public final class SpillableDistinct {
    private final DistinctRows distinct;
    private final KeyPartitions partitions;
    private final SpilledColumns columns;
    private final Output output;
    private final Spilling spilling;
    private final MemoryBudget.Share share;
    private volatile PartitionWriter writer;

    /** What comes of rows once it is known which are the first with their keys. */
    public interface Output {
        /** @param first by the index in the batch's rows */
        Optional<Batch> of(Batch rows, boolean[] first);

        /** Whether nothing can come any more, whatever rows there are. */
        default boolean isSatisfied() {
            return false;
        }
    }

    /**
     * @param types of all columns
     * @param keys which of them have to differ
     * @param wanted the columns that the output needs
     */
    public SpillableDistinct(List<Type> types, List<Integer> keys, Collection<Integer> wanted, Output output,
            Spilling spilling) {
        this.distinct = new DistinctRows(keys.stream().map(types::get).toList());
        this.partitions = new KeyPartitions(types, keys, 0);
        this.columns = SpilledColumns.of(types, wanted);
        this.output = requireNonNull(output, "output is null");
        this.spilling = requireNonNull(spilling, "spilling is null");
        this.share = spilling.budget().share();
    }

    List<Integer> keys() {
        return partitions.keys();
    }

    SpilledColumns columns() {
        return columns;
    }

    Spilling spilling() {
        return spilling;
    }

    Optional<Batch> output(Batch rows, boolean[] first) {
        return output.of(rows, first);
    }

    boolean isSatisfied() {
        return output.isSatisfied();
    }

    DistinctRows.Local local() {
        return distinct.new Local();
    }

    private synchronized void spill() {
        if (writer == null) {
            writer = new PartitionWriter(spilling, columns.writtenTypes(), PartitionBits.PARTITIONS);
        }
    }

    /** Whether the rows were put away, so that nothing comes of them now. */
    boolean putAway(Batch input) {
        if (writer == null) {
            return false;
        }
        Batch rows = input.withoutGaps();
        writer.add(columns.narrow(rows), partitions.of(rows));
        return true;
    }

    /** Tells how much more a thread holds than before, besides what all share. */
    void account(long moreBytes) {
        share.add(moreBytes + distinct.unreportedBytes());
        if (share.isTooMuch()) {
            spill();
        }
    }

    /** What comes of the rows that were put away; after all others. */
    public Source rest() {
        return new SpillTasks(() -> writer != null, this::tasks);
    }

    private List<DistinctPartition> tasks(SpillTasks tasks) {
        List<SpilledRows> rows = writer.finish();
        List<GroupTable> tables = distinct.giveUp();
        share.set(0);
        List<DistinctPartition> all = new ArrayList<>();
        for (int p = 0; p < rows.size(); p++) {
            if (rows.get(p).rows() > 0) {
                all.add(new DistinctPartition(this, tables.get(p), rows.get(p), 0, tasks));
            }
        }
        return all;
    }

    /** All rows are through. */
    public void release() {
        distinct.giveUp();
        share.set(0);
    }
}
