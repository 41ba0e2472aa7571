package io.blueshift.executor.runtime.window;

import io.blueshift.executor.runtime.aggregate.Accumulator;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.ErrorType;
import io.trino.spi.TrinoException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An aggregate over any frames, in logarithmic time for each: states of 16 rows, of 16 such states and so on make a tree,
 * and a frame is put together from at most 15 on each side of each level, in the order of the rows. (A segment tree as in
 * Leis, Kundhikanjana, Kemper, Neumann: Efficient Processing of Window Functions in Analytical SQL Queries, VLDB 2015.)
 */
final class FrameTree implements WindowEvaluator {
    private static final int FAN_OUT = 16;

    /** Rows whose frames are computed together: so many states at a time. */
    private static final int BLOCK_ROWS = 1024;

    private final FrameAggregate aggregate;

    FrameTree(FrameAggregate aggregate) {
        this.aggregate = aggregate;
    }

    @Override
    public Vector evaluate(WindowRows rows) {
        Vector[] arguments = aggregate.arguments(rows);
        Frames frames = Frames.of(rows, aggregate.call().frame());
        Tree tree = new Tree(arguments, Batch.identity(Math.max(rows.count(), 2 * FAN_OUT)),
                longest(frames) < 2 * FAN_OUT ? List.of() : levelsOrNone(rows.count(), arguments));
        List<Vector> results = new ArrayList<>();
        for (int from = 0; from < rows.count(); from += BLOCK_ROWS) {
            Interruption.check();
            int to = Math.min(rows.count(), from + BLOCK_ROWS);
            Accumulator states = aggregate.create(to - from);
            tree.add(0, states, Arrays.copyOfRange(frames.starts(), from, to),
                    Arrays.copyOfRange(frames.ends(), from, to));
            states.complete();
            results.add(states.result(0, to - from));
        }
        return ColumnParts.join(aggregate.call().function().returnType(), results, rows.count());
    }

    private static int longest(Frames frames) {
        int longest = 0;
        for (int row = 0; row < frames.starts().length; row++) {
            longest = Math.max(longest, frames.ends()[row] - frames.starts()[row]);
        }
        return longest;
    }

    /**
     * A state may be one of rows that are in no frame together, and have no value: a sum that overflows, say. Then there are
     * none, and each frame is gone through.
     */
    private List<Accumulator> levelsOrNone(int count, Vector[] arguments) {
        try {
            return levels(count, arguments);
        } catch (TrinoException e) {
            if (e.getErrorCode().getType() != ErrorType.USER_ERROR) {
                // Memory that is not there, or a query that is over
                throw e;
            }
            return List.of();
        }
    }

    /** From the rows up: the first has a state for each 16 rows. */
    private List<Accumulator> levels(int count, Vector[] arguments) {
        List<Accumulator> levels = new ArrayList<>();
        int[] parents = new int[count];
        int nodes = count;
        while (nodes > FAN_OUT) {
            for (int node = 0; node < nodes; node++) {
                parents[node] = node / FAN_OUT;
            }
            int above = (nodes - 1) / FAN_OUT + 1;
            Accumulator level = aggregate.create(above);
            if (levels.isEmpty()) {
                FrameAggregate.addAll(level, arguments, Batch.identity(nodes), nodes, parents);
            } else {
                level.merge(levels.getLast(), Batch.identity(nodes), 0, nodes, parents);
            }
            levels.add(level);
            nodes = above;
        }
        return levels;
    }

    /** @param identity 0, 1, 2 ... as many as rows */
    private record Tree(Vector[] arguments, int[] identity, List<Accumulator> levels) {
        /** Adds nodes {@code [from[i], to[i])} of a level to state i; level 0 are the rows. */
        void add(int level, Accumulator states, int[] from, int[] to) {
            int[] fromAbove = new int[from.length];
            int[] toAbove = new int[from.length];
            boolean anyAbove = false;
            boolean isTop = level == levels.size();
            for (int i = 0; i < from.length; i++) {
                fromAbove[i] = (from[i] + FAN_OUT - 1) / FAN_OUT;
                toAbove[i] = to[i] / FAN_OUT;
                if (isTop || fromAbove[i] >= toAbove[i]) {
                    fromAbove[i] = toAbove[i];
                    add(level, states, i, from[i], to[i]);
                } else {
                    anyAbove = true;
                    add(level, states, i, from[i], fromAbove[i] * FAN_OUT);
                }
            }
            if (anyAbove) {
                add(level + 1, states, fromAbove, toAbove);
                for (int i = 0; i < from.length; i++) {
                    if (fromAbove[i] < toAbove[i]) {
                        add(level, states, i, toAbove[i] * FAN_OUT, to[i]);
                    }
                }
            }
        }

        private void add(int level, Accumulator states, int state, int from, int to) {
            if (from >= to) {
                return;
            }
            if (level == 0) {
                FrameAggregate.addAllToOne(states, state, arguments, identity, from, to);
                return;
            }
            int[] target = new int[to - from];
            Arrays.fill(target, state);
            states.merge(levels.get(level - 1), identity, from, to - from, target);
        }
    }
}
