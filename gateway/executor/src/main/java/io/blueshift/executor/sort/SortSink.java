package io.blueshift.executor.sort;

import com.google.common.base.Suppliers;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.sort.FirstBound;
import io.blueshift.executor.runtime.sort.FirstRows;
import io.blueshift.executor.runtime.sort.ParallelMerge;
import io.blueshift.executor.runtime.sort.RowChunks;
import io.blueshift.executor.runtime.sort.RowOrder;
import io.blueshift.executor.runtime.sort.RunMerge;
import io.blueshift.executor.runtime.sort.SortedRun;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.predicate.Domain;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Orders rows: each thread sorts its own; then they merge what they have sorted, each some ranges, or, of few rows, whoever
 * reads the result does. If only the first rows are wanted, no thread keeps many more.
 */
public final class SortSink implements Sink {
    private static final int BATCH_ROWS = 8 * 1024;
    /** More than there are threads, as ranges differ. */
    private static final int MERGE_TASKS = 16;
    /** With fewer rows it is not worth waking the others. */
    private static final int MERGED_TOGETHER_MIN = 16 * 1024;

    private final List<Type> types;
    private final RowOrder order;
    private final long wanted;
    private final FirstBound bound;
    private RowChunks rows;
    private final List<SortedRun> runs = new ArrayList<>();
    private final SpilledRuns spilled;
    private Optional<ParallelMerge> merge = Optional.empty();

    /** @param wanted how many of the first rows; {@link Long#MAX_VALUE} for all */
    public SortSink(PlanNode input, List<Ordering> orderings, long wanted, Spilling spilling) {
        this.types = input.columns().stream().map(Column::type).toList();
        this.order = new RowOrder(types, orderings);
        this.wanted = wanted;
        this.bound = new FirstBound(order);
        this.rows = new RowChunks(types);
        this.spilled = new SpilledRuns(spilling, types, order);
    }

    @Override
    public Collector open() {
        return wanted == Long.MAX_VALUE ? new AllRows() : new Firsts();
    }

    /** The values that the first column of the order has in the rows that are still of use; empty if all may be. */
    public Optional<Domain> bound() {
        return bound.domain();
    }

    private final class AllRows implements Collector {
        private final SpilledRuns.Meter meter = spilled.new Meter();
        private RowChunks own = new RowChunks(types);

        @Override
        public void accept(Batch input) {
            own.add(input);
            if (meter.isTooMuch(own.rows(), own.retainedBytes())) {
                spilled.write(own, SortedRun.of(own, order));
                own = new RowChunks(types);
                meter.reset();
            }
        }

        @Override
        public void finish() {
            add(own, SortedRun.of(own, order));
        }

        @Override
        public long retainedBytes() {
            return own.retainedBytes();
        }
    }

    private final class Firsts implements Collector {
        private final SpilledRuns.Meter meter = spilled.new Meter();
        private FirstRows own = new FirstRows(types, order, wanted, bound);

        @Override
        public void accept(Batch input) {
            own.add(input);
            if (meter.isTooMuch(own.rows().rows(), own.retainedBytes())) {
                SortedRun sorted = own.sorted();
                spilled.write(own.rows(), sorted);
                own = new FirstRows(types, order, wanted, bound);
                meter.reset();
            }
        }

        @Override
        public void finish() {
            SortedRun sorted = own.sorted();
            add(own.rows(), sorted);
        }

        @Override
        public long retainedBytes() {
            return own.retainedBytes();
        }
    }

    private synchronized void add(RowChunks more, SortedRun sorted) {
        if (spilled.exist()) {
            if (sorted.rows() > 0) {
                spilled.write(more, sorted);
            }
            return;
        }
        int firstChunk = rows.addAll(more);
        runs.add(sorted.moved(firstChunk));
    }

    @Override
    public synchronized int mergeTasks() {
        if (spilled.exist() || runs.size() < 2 || rows.rows() < MERGED_TOGETHER_MIN
                || rows.rows() > Integer.MAX_VALUE) {
            return 0;
        }
        merge = Optional.of(new ParallelMerge(rows, order, runs, MERGE_TASKS));
        return MERGE_TASKS;
    }

    @Override
    public void merge(int task) {
        merge.orElseThrow().merge(task);
    }

    /** The ordered rows, to be opened once the sink is complete: the first reader delivers them all. */
    public Source merged() {
        Supplier<Source> known = Suppliers.memoize(this::source);
        return () -> known.get().open();
    }

    private Source source() {
        if (spilled.exist()) {
            return new OnceSource(this::fromDisk);
        }
        if (merge.isPresent()) {
            return new OrderedBatches(rows, merge.get().merged(), wanted);
        }
        return runs.size() == 1
                ? new OrderedBatches(rows, runs.getFirst().addresses(), wanted)
                : new OnceSource(() -> new Merged(new RunMerge(rows, order, runs)));
    }

    private Source.Reader fromDisk() {
        // Of threads that had ended when another one began to spill
        runs.forEach(run -> spilled.write(rows, run));
        runs.clear();
        rows = new RowChunks(types);
        return spilled.merged(wanted);
    }

    /** Rows of which the next ones are looked for when they are asked for. */
    private final class Merged implements Source.Reader {
        private final RunMerge merge;
        private final long[] addresses = new long[BATCH_ROWS];
        private long left = wanted;

        private Merged(RunMerge merge) {
            this.merge = merge;
        }

        @Override
        public Optional<Batch> next() {
            int count = (int) Math.min(merge.next(addresses), left);
            left = count < addresses.length ? 0 : left - count;
            return count == 0 ? Optional.empty() : Optional.of(rows.gather(addresses, 0, count));
        }

        @Override
        public boolean isFinished() {
            return left == 0;
        }
    }

    @Override
    public void complete() {
        spilled.hold(retainedBytes());
    }

    /** The rows were read. */
    public synchronized void release() {
        rows = new RowChunks(types);
        runs.clear();
        merge = Optional.empty();
        spilled.hold(0);
    }

    @Override
    public synchronized long retainedBytes() {
        return rows.retainedBytes() + rows.rows() * (merge.isPresent() ? 3 : 2) * Long.BYTES;
    }

    @Override
    public synchronized Map<String, Long> counts() {
        return spilled.exist()
                ? spilled.counts()
                : Map.of("rows kept", rows.rows(), "sorted runs", (long) runs.size());
    }
}
