package io.blueshift.executor.join;

import java.util.Optional;

/**
 * Walks over the pairs of some probe rows and the build rows that each of them has found, in rounds, each with twice as many
 * pairs of a row as the one before; rows that have matched by then take part no longer.
 */
final class PairRounds {
    private static final int ROW_PAIRS_MAX = 1 << 20;

    /** The chain of each row leads to its build rows; absent if every row goes with all of them. */
    private final Optional<int[]> chains;
    private final int buildRows;
    private int[] rows;
    /** The next build row of each row, -1 if there is none. */
    private int[] next;
    private int count;
    private int at;
    private int rowPairs;
    private int rowPairsLeft;

    private PairRounds(Optional<int[]> chains, int buildRows) {
        this.chains = chains;
        this.buildRows = buildRows;
    }

    static PairRounds ofChains(int[] chains) {
        return new PairRounds(Optional.of(chains), 0);
    }

    static PairRounds ofAll(int buildRows) {
        return new PairRounds(Optional.empty(), buildRows);
    }

    /**
     * @param newFound the first build row of each probe row
     *        <p>
     *        Both arrays are written to.
     */
    void start(int[] newRows, int[] newFound, int newCount) {
        rows = newRows;
        next = newFound;
        count = newCount;
        at = 0;
        rowPairs = 1;
        rowPairsLeft = 1;
    }

    /** Whether there are pairs of rows that have not matched, by row. */
    boolean hasMore(byte[] matched) {
        if (at < count && matched[rows[at]] != 0) {
            // Only some of its pairs had room last time
            toNextRow();
        }
        if (at == count) {
            startRound(matched);
        }
        return at < count;
    }

    private void startRound(byte[] matched) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int build = next[i];
            rows[kept] = row;
            next[kept] = build;
            kept += build >= 0 && matched[row] == 0 ? 1 : 0;
        }
        count = kept;
        at = 0;
        rowPairs = Math.min(2 * rowPairs, ROW_PAIRS_MAX);
        rowPairsLeft = rowPairs;
    }

    private void toNextRow() {
        at++;
        rowPairsLeft = rowPairs;
    }

    /** Fills both arrays as far as they and the round go; returns how many pairs there are. */
    int fill(int[] probe, int[] build) {
        int filled = 0;
        while (filled < probe.length && at < count) {
            int current = next[at];
            probe[filled] = rows[at];
            build[filled++] = current;
            int following = following(current);
            next[at] = following;
            if (--rowPairsLeft == 0 || following < 0) {
                toNextRow();
            }
        }
        return filled;
    }

    private int following(int row) {
        if (chains.isPresent()) {
            return chains.get()[row] - 1;
        }
        return row + 1 < buildRows ? row + 1 : -1;
    }
}
