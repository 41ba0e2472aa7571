package io.blueshift.store.connector;

import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.connector.BlockPruning.BlockRange;
import io.blueshift.store.format.SegmentFormat;
import io.blueshift.store.scan.SegmentSlice;
import io.blueshift.store.zone.ZoneMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts what a scan has to read into splits of about the same work: large segments into equal ranges of blocks, small
 * segments together. Work is counted in full blocks of a few columns; wide columns count more, opening a file counts a
 * little. A split has at most eight of them, and less where a table has too few for all threads.
 */
final class WorkSharing {
    /** 131,072 rows: some milliseconds. */
    private static final double SPLIT_MAX = 8;
    /** Less is not worth a split of its own. */
    private static final double SPLIT_MIN = 2;
    /** So that a thread that is late keeps no other waiting for long. */
    private static final int SPLITS_PER_THREAD = 2;
    private static final double OPENING = 0.1;
    /** Of the values of a block that counts as one: sixteen columns of numbers. */
    private static final double BLOCK_BYTES = 2 << 20;

    /** The blocks of a segment that are to be read. */
    record Part(int index, SegmentEntry segment, BlockRange blocks) {
        private int count() {
            return blocks.end() - blocks.first();
        }
    }

    private final Set<Integer> columns;
    private final int threads;

    /**
     * @param columns ids of those to be read
     * @param threads of all nodes
     */
    WorkSharing(Set<Integer> columns, int threads) {
        this.columns = Set.copyOf(columns);
        this.threads = threads;
    }

    List<LocalSplit> splits(List<Part> parts) {
        double total = parts.stream().mapToDouble(part -> OPENING + blockWork(part.segment()) * part.count()).sum();
        double target = Math.clamp(total / (threads * SPLITS_PER_THREAD), SPLIT_MIN, SPLIT_MAX);
        Packing packing = new Packing(target);
        for (Part part : parts) {
            double blockWork = blockWork(part.segment());
            int count = part.count();
            int pieces = Math.clamp((long) Math.ceil(blockWork * count / target - 1e-9), 1, count);
            for (int i = 0; i < pieces; i++) {
                int first = count * i / pieces;
                int end = count * (i + 1) / pieces;
                SegmentSlice slice = SegmentSlice
                        .of(part.index(), part.segment(), part.blocks().first() + first, end - first);
                packing.add(slice, OPENING + blockWork * (end - first));
            }
        }
        return packing.finish();
    }

    private double blockWork(SegmentEntry segment) {
        double rows = (double) segment.rows() / segment.blocks();
        double bytes = 0;
        for (int column : columns) {
            ZoneMap zone = segment.zone(column);
            bytes += rows * Long.BYTES + (double) zone.dataBytes() / segment.blocks();
        }
        return Math.max(rows / SegmentFormat.BLOCK_ROWS, bytes / BLOCK_BYTES);
    }

    /** Slices one after the other, together in a split as long as they fit. */
    private static final class Packing {
        private final double target;
        private final List<LocalSplit> splits = new ArrayList<>();
        private final List<SegmentSlice> batch = new ArrayList<>();
        private double work;

        private Packing(double target) {
            this.target = target;
        }

        private void add(SegmentSlice slice, double sliceWork) {
            if (!batch.isEmpty() && work + sliceWork > target) {
                flush();
            }
            batch.add(slice);
            work += sliceWork;
        }

        private void flush() {
            splits.add(new LocalSplit(batch, Math.min(1, work / SPLIT_MAX)));
            batch.clear();
            work = 0;
        }

        private List<LocalSplit> finish() {
            if (!batch.isEmpty()) {
                flush();
            }
            return splits;
        }
    }
}
