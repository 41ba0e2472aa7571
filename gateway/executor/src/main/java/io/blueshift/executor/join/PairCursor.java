package io.blueshift.executor.join;

import java.util.Optional;

/** Walks over the pairs of some probe rows and the build rows that each of them has found, as far as there is room. */
final class PairCursor {
    /** The chain of each row leads to its build rows; absent if every row goes with all of them. */
    private final Optional<int[]> chains;
    private final int buildRows;
    private int[] rows;
    private int[] found;
    private int count;
    private int at;
    private int next;

    private PairCursor(Optional<int[]> chains, int buildRows) {
        this.chains = chains;
        this.buildRows = buildRows;
    }

    static PairCursor ofChains(int[] chains) {
        return new PairCursor(Optional.of(chains), 0);
    }

    static PairCursor ofAll(int buildRows) {
        return new PairCursor(Optional.empty(), buildRows);
    }

    /** @param newFound the first build row of each probe row */
    void start(int[] newRows, int[] newFound, int newCount) {
        rows = newRows;
        found = newFound;
        count = newCount;
        at = 0;
        next = newCount == 0 ? 0 : newFound[0];
    }

    boolean hasMore() {
        return at < count;
    }

    /** Fills both arrays as far as they and the pairs go; returns how many there are. */
    int fill(int[] probe, int[] build) {
        return chains.isPresent() ? fillFromChains(chains.get(), probe, build) : fillFromAll(probe, build);
    }

    private int fillFromChains(int[] links, int[] probe, int[] build) {
        int filled = 0;
        int current = next;
        int position = at;
        while (filled < probe.length && position < count) {
            probe[filled] = rows[position];
            build[filled++] = current;
            int link = links[current];
            if (link != 0) {
                current = link - 1;
            } else if (++position < count) {
                current = found[position];
            }
        }
        at = position;
        next = current;
        return filled;
    }

    private int fillFromAll(int[] probe, int[] build) {
        int filled = 0;
        while (filled < probe.length && at < count) {
            int run = Math.min(probe.length - filled, buildRows - next);
            int row = rows[at];
            for (int i = 0; i < run; i++) {
                probe[filled + i] = row;
                build[filled + i] = next + i;
            }
            filled += run;
            next += run;
            if (next == buildRows) {
                next = 0;
                at++;
            }
        }
        return filled;
    }
}
