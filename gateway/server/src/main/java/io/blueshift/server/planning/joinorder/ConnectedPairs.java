package io.blueshift.server.planning.joinorder;

import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.checkIndex;

/**
 * All ways to join two connected sets of tables on a condition, each way once: what an order of joins without cross
 * joins is composed of. Enumerated without touching any other pair of sets, which are exponentially many even where tables are joined in a
 * chain: DPccp of G. Moerkotte and T. Neumann, "Analysis of Two Existing and One New Dynamic Programming Algorithm for the
 * Generation of Optimal Bushy Join Trees without Cross Products", VLDB 2006.
 *
 * <p>A set of tables is an {@code int} with a bit for each.
 */
final class ConnectedPairs {
    /** The most tables: a bit each, and the sign is not used. */
    static final int TABLES_MAX = Integer.SIZE - 1;

    private static final int FIRST_CAPACITY = 128;

    private final int[] neighbours;
    private final int pairsMax;
    private long[] pairs = new long[FIRST_CAPACITY];
    private int count;

    private ConnectedPairs(int[] neighbours, int pairsMax) {
        this.neighbours = neighbours;
        this.pairsMax = pairsMax;
    }

    /**
     * The pairs, ordered by the set that both together are, and then by the one with the first of its tables: both as
     * numbers, so that each of two sets stands as the union of other pairs before it is part of one.
     *
     * @param neighbours for each table the set of those that it has a condition with
     * @param pairsMax how many pairs to stop at
     * @return empty if there are more pairs than that
     */
    static Optional<ConnectedPairs> of(int[] neighbours, int pairsMax) {
        if (neighbours.length > TABLES_MAX) {
            throw new IllegalArgumentException("%d tables, at most %d".formatted(neighbours.length, TABLES_MAX));
        }
        ConnectedPairs pairs = new ConnectedPairs(neighbours, pairsMax);
        pairs.enumerate();
        if (pairs.count > pairsMax) {
            return Optional.empty();
        }
        Arrays.sort(pairs.pairs, 0, pairs.count);
        return Optional.of(pairs);
    }

    int count() {
        return count;
    }

    /** Both sets of a pair together. */
    int union(int pair) {
        return (int) (pairs[checkIndex(pair, count)] >>> Integer.SIZE);
    }

    /** Of a pair, the set with the first of the tables. */
    int left(int pair) {
        return (int) pairs[checkIndex(pair, count)];
    }

    /** Of a pair, the other set. */
    int right(int pair) {
        return union(pair) & ~left(pair);
    }

    private void enumerate() {
        for (int table = neighbours.length - 1; table >= 0; table--) {
            int set = 1 << table;
            // Sets are grown by later tables only: each has its first table once
            int excluded = upTo(table);
            withPartners(set);
            grow(set, excluded);
        }
    }

    /** Every connected set that holds this one and tables that are not excluded. */
    private void grow(int set, int excluded) {
        int next = neighboursOf(set) & ~excluded;
        for (int more = firstOf(next); more != 0 && count <= pairsMax; more = nextOf(more, next)) {
            withPartners(set | more);
        }
        for (int more = firstOf(next); more != 0 && count <= pairsMax; more = nextOf(more, next)) {
            grow(set | more, excluded | next);
        }
    }

    /** Every pair of this set and one of later tables than its first. */
    private void withPartners(int set) {
        int excluded = upTo(Integer.numberOfTrailingZeros(set)) | set;
        int next = neighboursOf(set) & ~excluded;
        for (int rest = next; rest != 0 && count <= pairsMax;) {
            int partner = Integer.highestOneBit(rest);
            rest ^= partner;
            add(set, partner);
            growPartner(set, partner, excluded | rest);
        }
    }

    private void growPartner(int set, int partner, int excluded) {
        int next = neighboursOf(partner) & ~excluded & ~partner;
        for (int more = firstOf(next); more != 0 && count <= pairsMax; more = nextOf(more, next)) {
            add(set, partner | more);
        }
        for (int more = firstOf(next); more != 0 && count <= pairsMax; more = nextOf(more, next)) {
            growPartner(set, partner | more, excluded | next);
        }
    }

    private void add(int left, int right) {
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * count);
        }
        pairs[count++] = (long) (left | right) << Integer.SIZE | left;
    }

    private int neighboursOf(int set) {
        int all = 0;
        for (int rest = set; rest != 0; rest &= rest - 1) {
            all |= neighbours[Integer.numberOfTrailingZeros(rest)];
        }
        return all & ~set;
    }

    private static int upTo(int table) {
        return (2 << table) - 1;
    }

    /** The first nonempty subset of a set, or 0 if there is none. */
    private static int firstOf(int set) {
        return set & -set;
    }

    /** The subset behind this one in the order of numbers, or 0 behind the last. */
    private static int nextOf(int subset, int set) {
        return (subset - set) & set;
    }
}
