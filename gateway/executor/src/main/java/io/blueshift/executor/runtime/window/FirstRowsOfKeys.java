package io.blueshift.executor.runtime.window;

import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.TopNRanking;
import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.aggregate.GroupTables;
import io.blueshift.executor.runtime.sort.RowChunks;
import io.blueshift.executor.runtime.sort.RowOrder;
import io.blueshift.executor.runtime.sort.SortedRun;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.trino.spi.connector.SortOrder.ASC_NULLS_LAST;

/**
 * Of rows that are added those that may be among the first of their partition. Keeps some more than needed and from time to
 * time ranks them and throws the surplus away; afterwards most rows of partitions that are full are turned away by the
 * prefix of what they are ordered by. Partitions so many, or so small, that little can be thrown away are not worth it. For
 * one thread.
 */
public final class FirstRowsOfKeys {
    private static final int SURPLUS_ROWS = 64 * 1024;
    private static final int PARTITIONS_MAX = 1 << 18;

    private final List<Type> types;
    private final int[] keyChannels;
    private final TopNRanking.Ranking ranking;
    private final long rankMax;
    private final WindowShape shape;
    private final RowOrder order;
    private final RowOrder withinPartition;
    private final GroupTable partitions;
    /** Of each partition: rows with a larger prefix are not among the first. */
    private long[] largestPrefixes = {};
    private RowChunks kept;
    private long keptMax = SURPLUS_ROWS;
    private boolean anyFull;
    private boolean inVain;
    private long[] prefixes = {};

    public FirstRowsOfKeys(TopNRanking node, List<Type> types) {
        this.types = List.copyOf(types);
        this.keyChannels = node.keys().stream().mapToInt(Integer::intValue).toArray();
        this.ranking = node.ranking();
        this.rankMax = node.rankMax();
        this.shape = WindowShape.of(types, node.keys(), node.orderings());
        List<Ordering> all = new ArrayList<>();
        node.keys().forEach(key -> all.add(new Ordering(key, ASC_NULLS_LAST)));
        all.addAll(node.orderings());
        this.order = new RowOrder(types, all);
        this.withinPartition = new RowOrder(types, node.orderings());
        this.partitions = GroupTables.create(node.keys().stream().map(types::get).toList());
        this.kept = new RowChunks(types);
    }

    /** Takes the rows of a batch that may be wanted. */
    public void add(Batch input) {
        Batch candidates = anyFull ? candidates(input) : input;
        if (candidates.count() > 0) {
            kept.add(candidates);
        }
        if (kept.rows() > keptMax) {
            cut();
        }
    }

    /** Whether there is no use in going on: rows may as well be passed on as they are. */
    public boolean isInVain() {
        return inVain;
    }

    /** What is left, and forgotten here. */
    public List<Batch> takeRows() {
        List<Batch> rows = kept.chunks();
        kept = new RowChunks(types);
        return rows;
    }

    private Batch candidates(Batch input) {
        if (prefixes.length < input.positions()) {
            prefixes = new long[input.positions()];
        }
        withinPartition.prefixes(input, prefixes, 0);
        int[] rows = input.rows();
        int[] numbers = partitionsOf(input);
        int[] wanted = new int[input.count()];
        int count = 0;
        for (int i = 0; i < input.count(); i++) {
            wanted[count] = rows[i];
            count += Long.compareUnsigned(prefixes[rows[i]], largestPrefixes[numbers[i]]) <= 0 ? 1 : 0;
        }
        return input.select(wanted, count);
    }

    private int[] partitionsOf(Batch input) {
        int[] numbers = new int[input.count()];
        partitions.assign(Arrays.stream(keyChannels).mapToObj(input::vector).toArray(Vector[]::new), input.rows(),
                input.count(), numbers);
        int known = largestPrefixes.length;
        if (known < partitions.groups()) {
            largestPrefixes = Arrays.copyOf(largestPrefixes, Math.max(partitions.groups(), 2 * known));
            Arrays.fill(largestPrefixes, known, largestPrefixes.length, -1L);
        }
        return numbers;
    }

    private void cut() {
        SortedRun run = SortedRun.of(kept, order);
        Batch sorted = kept.gather(run.addresses(), 0, run.rows());
        WindowRows rows = WindowRows.of(shape, List.of(sorted));
        long[] ranks = WindowEvaluators.ranking(ranking).evaluate(rows).longs();
        int[] first = new int[sorted.count()];
        int count = 0;
        for (int row = 0; row < ranks.length; row++) {
            first[count] = row;
            count += ranks[row] <= rankMax ? 1 : 0;
        }
        kept = new RowChunks(types);
        Batch left = kept.add(sorted.select(first, count));
        inVain = 2 * count > sorted.count() || partitions.groups() > PARTITIONS_MAX;
        keptMax = kept.rows() + Math.max(kept.rows(), SURPLUS_ROWS);
        if (!inVain) {
            noteFull(left);
        }
    }

    /** A partition is full if a row behind its last one would have too great a rank. */
    private void noteFull(Batch left) {
        WindowRows rows = WindowRows.of(shape, List.of(left));
        long[] ranks = WindowEvaluators.ranking(ranking).evaluate(rows).longs();
        int[] numbers = partitionsOf(left);
        long[] ofRows = new long[left.count()];
        withinPartition.prefixes(left, ofRows, 0);
        int[] starts = rows.partitionStarts();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            int last = starts[partition + 1] - 1;
            boolean full = ranking == TopNRanking.Ranking.DENSE_RANK
                    ? ranks[last] == rankMax
                    : last + 1 - starts[partition] >= rankMax;
            if (full) {
                largestPrefixes[numbers[last]] = ofRows[last];
                anyFull = true;
            }
        }
    }

    public long retainedBytes() {
        return kept.retainedBytes() + partitions.retainedBytes() + 8L * (largestPrefixes.length + prefixes.length);
    }
}
