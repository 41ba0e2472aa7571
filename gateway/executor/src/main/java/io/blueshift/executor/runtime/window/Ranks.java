package io.blueshift.executor.runtime.window;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Bitmap;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DoubleType;

import java.util.Arrays;
import java.util.Optional;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

/** Functions of where a row stands in its partition. */
final class Ranks {
    private Ranks() {}

    static Vector rowNumber(WindowRows rows) {
        long[] numbers = new long[rows.count()];
        int[] starts = rows.partitionStarts();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            for (int row = starts[partition]; row < starts[partition + 1]; row++) {
                numbers[row] = row - starts[partition] + 1;
            }
        }
        return Vector.ofLongs(BigintType.BIGINT, numbers.length, numbers, Optional.empty());
    }

    static Vector rank(WindowRows rows) {
        return ofPeers(rows, (_, firstRow, partitionStart) -> firstRow - partitionStart + 1);
    }

    static Vector denseRank(WindowRows rows) {
        return ofPeers(rows, (group, _, _) -> group + 1);
    }

    /** The number of a group of peers in its partition, its first row, and the partition's. */
    private interface PeerRank {
        long of(int group, int firstRow, int partitionStart);
    }

    private static Vector ofPeers(WindowRows rows, PeerRank rank) {
        long[] ranks = new long[rows.count()];
        int[] peerStarts = rows.peerStarts();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            int first = rows.partitionPeers()[partition];
            for (int group = first; group < rows.partitionPeers()[partition + 1]; group++) {
                Arrays.fill(ranks, peerStarts[group], peerStarts[group + 1],
                        rank.of(group - first, peerStarts[group], rows.partitionStarts()[partition]));
            }
        }
        return Vector.ofLongs(BigintType.BIGINT, ranks.length, ranks, Optional.empty());
    }

    /** Of how many of the others a row is behind. */
    static Vector percentRank(WindowRows rows) {
        return share(rows, (start, _, size) -> size == 1 ? 0.0 : (double) start / (size - 1));
    }

    /** Of how many rows a row is not before. */
    static Vector cumulativeDistribution(WindowRows rows) {
        return share(rows, (_, end, size) -> (double) end / size);
    }

    /** Of the peers from start to end in a partition of that size. */
    private interface Share {
        double of(int start, int end, int size);
    }

    private static Vector share(WindowRows rows, Share share) {
        long[] shares = new long[rows.count()];
        int[] peerStarts = rows.peerStarts();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            int first = rows.partitionStarts()[partition];
            int size = rows.partitionStarts()[partition + 1] - first;
            for (int group = rows.partitionPeers()[partition]; group < rows.partitionPeers()[partition + 1]; group++) {
                double value = share.of(peerStarts[group] - first, peerStarts[group + 1] - first, size);
                Arrays.fill(shares, peerStarts[group], peerStarts[group + 1],
                        Double.doubleToLongBits(value));
            }
        }
        return Vector.ofLongs(DoubleType.DOUBLE, shares.length, shares, Optional.empty());
    }

    /** Parts of about the same size; the first ones have a row more if it does not come out even. */
    static Vector ntile(WindowRows rows, Vector parts) {
        int count = rows.count();
        long[] numbers = new long[count];
        long[] validity = new long[Bitmap.wordsForBits(count)];
        int[] starts = rows.partitionStarts();
        boolean anyNull = false;
        for (int partition = 0; partition < rows.partitions(); partition++) {
            for (int row = starts[partition]; row < starts[partition + 1]; row++) {
                if (parts.isNull(row)) {
                    anyNull = true;
                    continue;
                }
                Bitmap.set(validity, 0, row);
                numbers[row] = 1 + part(parts.longs()[row], row - starts[partition],
                        starts[partition + 1] - starts[partition]);
            }
        }
        return Vector.ofLongs(BigintType.BIGINT, count, numbers, anyNull ? Optional.of(validity) : Optional.empty());
    }

    private static long part(long parts, int row, int size) {
        if (parts <= 0) {
            throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "Buckets must be greater than 0");
        }
        if (size < parts) {
            return row;
        }
        long longer = size % parts;
        long length = size / parts;
        return row < (length + 1) * longer ? row / (length + 1) : (row - longer) / length;
    }
}
