package io.blueshift.executor.sort;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.runtime.sort.RowChunks;
import io.blueshift.executor.runtime.sort.RowOrder;
import io.blueshift.executor.runtime.sort.SortedRun;
import io.blueshift.executor.runtime.sort.StreamMerge;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.SpillFile;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.Type;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * The rows of a sort that memory had no room for: sorted runs on disk, and their merge. If there are very many runs, some
 * are merged into one first. Safe for all threads until it is merged.
 */
final class SpilledRuns {
    /** Merging keeps a chunk of each at hand. */
    private static final int RUNS_MERGED_MAX = 64;

    private static final int CHUNK_ROWS_MAX = 1 << 13;

    /** While rows are sorted, each has its address and its prefix twice, and its number twice. */
    private static final int SORTING_BYTES_PER_ROW = 4 * Long.BYTES + 2 * Integer.BYTES;

    /** A thread with less than this part of what all may hold does not help much by writing it. */
    private static final int SMALL_PART = 32;

    private final Spilling spilling;
    private final List<Type> types;
    private final RowOrder order;
    private final MemoryBudget.Share share;
    private final List<SpilledRows> runs = new ArrayList<>();
    private Optional<SpillFile> file = Optional.empty();

    SpilledRuns(Spilling spilling, List<Type> types, RowOrder order) {
        this.spilling = requireNonNull(spilling, "spilling is null");
        this.types = List.copyOf(types);
        this.order = order;
        this.share = spilling.budget().share();
    }

    /** What one thread holds. */
    final class Meter {
        private long reported;

        /** Whether the thread is to write its rows, of which it has so many, as a run. */
        boolean isTooMuch(long rows, long bytes) {
            long now = bytes + SORTING_BYTES_PER_ROW * rows;
            share.add(now - reported);
            reported = now;
            long allowed = share.allowed();
            return share.held() > allowed && now >= allowed / SMALL_PART;
        }

        /** They are written, or somebody else's. */
        void reset() {
            share.add(-reported);
            reported = 0;
        }
    }

    /** Tells what is held when all threads have ended. */
    void hold(long bytes) {
        share.set(bytes);
    }

    synchronized boolean exist() {
        return !runs.isEmpty();
    }

    synchronized Map<String, Long> counts() {
        return Map.of("spilled runs", (long) runs.size(), "spilled bytes", file.map(SpillFile::length).orElse(0L));
    }

    /** Writes a run. */
    void write(RowChunks rows, SortedRun sorted) {
        SpilledRows run = newRun();
        long rowBytes = 1 + rows.retainedBytes() / Math.max(1, rows.rows());
        int chunkRows = Math.clamp(spilling.chunkBytes() / rowBytes, 1, CHUNK_ROWS_MAX);
        for (int start = 0; start < sorted.rows(); start += chunkRows) {
            Interruption.check();
            run.add(rows.gather(sorted.addresses(), start, Math.min(chunkRows, sorted.rows() - start)));
        }
        synchronized (this) {
            runs.add(run);
        }
    }

    private synchronized SpilledRows newRun() {
        if (file.isEmpty()) {
            file = Optional.of(spilling.newFile());
        }
        return new SpilledRows(file.get(), types);
    }

    /** All rows in their order. Nothing may be written any more. */
    synchronized Source.Reader merged(long wanted) {
        return new MergeReader(runs, wanted);
    }

    private final class MergeReader implements Source.Reader {
        private final Deque<SpilledRows> waiting;
        private long left;
        private StreamMerge merge;
        /** Where the rows of a merge go that is not the last one. */
        private Optional<SpilledRows> longer = Optional.empty();
        private int chunkRows = CHUNK_ROWS_MAX;

        private MergeReader(List<SpilledRows> runs, long wanted) {
            this.waiting = new ArrayDeque<>(runs);
            this.left = wanted;
            begin();
        }

        private void begin() {
            boolean last = waiting.size() <= RUNS_MERGED_MAX;
            List<Supplier<Optional<Batch>>> merged = new ArrayList<>();
            long rows = 0;
            long bytes = 0;
            for (int i = 0; i < RUNS_MERGED_MAX && !waiting.isEmpty(); i++) {
                SpilledRows run = waiting.removeFirst();
                merged.add(run.reader()::next);
                rows += run.rows();
                bytes += run.bytes();
            }
            chunkRows = Math.clamp(spilling.chunkBytes() * rows / Math.max(1, bytes), 1, CHUNK_ROWS_MAX);
            longer = last ? Optional.empty() : Optional.of(newRun());
            merge = new StreamMerge(types, order, merged);
            share.set(merge.retainedBytes());
        }

        @Override
        public Optional<Batch> next() {
            if (longer.isPresent()) {
                lengthen(longer.get());
                return Optional.empty();
            }
            Batch rows = merge.next((int) Math.min(left, CHUNK_ROWS_MAX));
            left = merge.isFinished() ? 0 : left - rows.count();
            share.set(left == 0 ? 0 : merge.retainedBytes());
            return rows.count() == 0 ? Optional.empty() : Optional.of(rows);
        }

        private void lengthen(SpilledRows target) {
            if (merge.isFinished()) {
                waiting.addLast(target);
                begin();
            } else {
                target.add(merge.next(chunkRows));
            }
        }

        @Override
        public boolean isFinished() {
            return left == 0;
        }

        @Override
        public long retainedBytes() {
            return share.held();
        }
    }
}
