package io.blueshift.executor.runtime.window;

import io.blueshift.executor.ir.WindowFrame;
import io.blueshift.executor.ir.WindowFrame.Bound;
import io.blueshift.executor.vector.Vector;

import java.util.Arrays;

/**
 * The frame of each row: rows {@code [starts[row], ends[row])}, which are of the row's partition. In an empty frame the
 * start is not before the end.
 */
record Frames(int[] starts, int[] ends) {
    static Frames of(WindowRows rows, WindowFrame frame) {
        return new Frames(bounds(rows, frame, frame.start(), true), bounds(rows, frame, frame.end(), false));
    }

    boolean isEmpty(int row) {
        return starts[row] >= ends[row];
    }

    private static int[] bounds(WindowRows rows, WindowFrame frame, Bound bound, boolean start) {
        return switch (bound) {
            case Bound.Unbounded _ -> runs(rows, rows.partitionStarts(), start);
            case Bound.CurrentRow _ when frame.unit() == WindowFrame.Unit.ROWS -> offRows(rows, start);
            case Bound.CurrentRow _ -> runs(rows, rows.peerStarts(), start);
            case Bound.Offset offset -> switch (frame.unit()) {
                case ROWS -> rowBounds(rows, offset, start);
                case GROUPS -> groupBounds(rows, offset, start);
                case RANGE -> new RangeBounds(rows, offset, start).find();
            };
        };
    }

    private static int[] runs(WindowRows rows, int[] starts, boolean start) {
        int[] bounds = new int[rows.count()];
        for (int run = 0; run + 1 < starts.length; run++) {
            Arrays.fill(bounds, starts[run], starts[run + 1], start ? starts[run] : starts[run + 1]);
        }
        return bounds;
    }

    private static int[] offRows(WindowRows rows, boolean start) {
        int[] bounds = new int[rows.count()];
        for (int row = 0; row < bounds.length; row++) {
            bounds[row] = start ? row : row + 1;
        }
        return bounds;
    }

    private static int[] rowBounds(WindowRows rows, Bound.Offset offset, boolean start) {
        long[] offsets = offsets(rows, offset);
        int[] bounds = new int[rows.count()];
        int[] partitions = rows.partitionStarts();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            int first = partitions[partition];
            int end = partitions[partition + 1];
            for (int row = first; row < end; row++) {
                bounds[row] = move(start ? row : row + 1, offsets[row], offset.following(), first, end);
            }
        }
        return bounds;
    }

    private static int[] groupBounds(WindowRows rows, Bound.Offset offset, boolean start) {
        long[] offsets = offsets(rows, offset);
        int[] bounds = new int[rows.count()];
        int[] peerStarts = rows.peerStarts();
        int[] partitionPeers = rows.partitionPeers();
        int[] rowPeers = rows.rowPeers();
        int[] partitions = rows.rowPartitions();
        for (int row = 0; row < bounds.length; row++) {
            int group = start ? rowPeers[row] : rowPeers[row] + 1;
            bounds[row] = peerStarts[move(group, offsets[row], offset.following(), partitionPeers[partitions[row]],
                    partitionPeers[partitions[row] + 1])];
        }
        return bounds;
    }

    private static int move(int from, long offset, boolean following, int min, int max) {
        if (following) {
            return offset > max - from ? max : (int) (from + offset);
        }
        return offset > from - min ? min : (int) (from - offset);
    }

    /** The query's plan has seen to it that they are neither NULL nor negative. */
    private static long[] offsets(WindowRows rows, Bound.Offset offset) {
        Vector values = rows.column(offset.value());
        return values.longs();
    }
}
