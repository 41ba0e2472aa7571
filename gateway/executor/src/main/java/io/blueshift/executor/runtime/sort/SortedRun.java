package io.blueshift.executor.runtime.sort;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;

import java.util.Arrays;

/**
 * The addresses of rows in their order, and the prefixes of their keys beside them. Immutable; the arrays are only to be
 * read.
 */
public record SortedRun(long[] addresses, long[] prefixes) {
    /** Shorter ranges are sorted by insertion. */
    private static final int INSERTION_ROWS = 16;

    /** Sorts all rows; among equal ones the order is any. */
    public static SortedRun of(RowChunks rows, RowOrder order) {
        int count = Math.toIntExact(rows.rows());
        long[] addresses = new long[count];
        long[] prefixes = new long[count];
        int next = 0;
        for (int chunk = 0; chunk < rows.chunks().size(); chunk++) {
            Interruption.check();
            Batch batch = rows.chunks().get(chunk);
            order.prefixes(batch, prefixes, next);
            for (int position = 0; position < batch.count(); position++) {
                addresses[next++] = RowChunks.address(chunk, position);
            }
        }
        int[] sorted = new Sorter(rows, order, addresses, prefixes).sort();
        return new SortedRun(pick(addresses, sorted), pick(prefixes, sorted));
    }

    private static long[] pick(long[] values, int[] order) {
        long[] picked = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            Interruption.check(i);
            picked[i] = values[order[i]];
        }
        return picked;
    }

    public int rows() {
        return addresses.length;
    }

    /** The same rows after their chunks got other numbers. */
    public SortedRun moved(int chunks) {
        long[] moved = new long[addresses.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = addresses[i] + RowChunks.address(chunks, 0);
        }
        return new SortedRun(moved, prefixes);
    }

    /** Its first rows. */
    SortedRun first(int rows) {
        return rows >= rows() ? this : new SortedRun(Arrays.copyOf(addresses, rows), Arrays.copyOf(prefixes, rows));
    }

    /** A merge sort of row numbers. */
    private record Sorter(RowChunks rows, RowOrder order, long[] addresses, long[] prefixes) {
        int[] sort() {
            int[] numbers = new int[addresses.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i;
            }
            sort(numbers.clone(), numbers, 0, numbers.length);
            return numbers;
        }

        /** Leaves the range sorted in {@code to}; both arrays hold it unsorted before. */
        private void sort(int[] from, int[] to, int start, int end) {
            if (end - start <= INSERTION_ROWS) {
                insert(to, start, end);
                return;
            }
            int middle = (start + end) >>> 1;
            sort(to, from, start, middle);
            sort(to, from, middle, end);
            int left = start;
            int right = middle;
            for (int i = start; i < end; i++) {
                Interruption.check(i);
                boolean takeLeft = right == end || left < middle && !isBefore(from[right], from[left]);
                to[i] = takeLeft ? from[left++] : from[right++];
            }
        }

        private void insert(int[] numbers, int start, int end) {
            for (int i = start + 1; i < end; i++) {
                int number = numbers[i];
                int at = i;
                while (at > start && isBefore(number, numbers[at - 1])) {
                    numbers[at] = numbers[at - 1];
                    at--;
                }
                numbers[at] = number;
            }
        }

        private boolean isBefore(int left, int right) {
            int byPrefix = Long.compareUnsigned(prefixes[left], prefixes[right]);
            return byPrefix != 0 ? byPrefix < 0 : compare(rows, order, addresses[left], addresses[right]) < 0;
        }
    }

    /** Whether a row of one run is before a row of another. */
    static boolean isBefore(RowChunks rows, RowOrder order, SortedRun left, int leftRow, SortedRun right,
            int rightRow) {
        int byPrefix = Long.compareUnsigned(left.prefixes[leftRow], right.prefixes[rightRow]);
        return byPrefix != 0
                ? byPrefix < 0
                : compare(rows, order, left.addresses[leftRow], right.addresses[rightRow]) < 0;
    }

    private static int compare(RowChunks rows, RowOrder order, long left, long right) {
        return order.compare(rows.chunks().get(RowChunks.chunk(left)), RowChunks.position(left),
                rows.chunks().get(RowChunks.chunk(right)), RowChunks.position(right));
    }
}
