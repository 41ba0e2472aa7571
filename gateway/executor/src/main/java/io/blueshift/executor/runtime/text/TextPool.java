package io.blueshift.executor.runtime.text;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.airlift.slice.XxHash64;
import io.trino.spi.TrinoException;

import java.util.Arrays;

import static io.trino.spi.StandardErrorCode.GENERIC_INSUFFICIENT_RESOURCES;

/**
 * Numbers distinct byte strings, 0, 1, 2 ..., and keeps them in one stretch of memory. An open-addressing table holds the
 * numbers; hashes are kept, so that nothing is hashed twice and few bytes are compared in vain. For one thread at a time.
 */
public final class TextPool {
    private Slice bytes = Slices.allocate(1024);
    // Text n is [ends[n], ends[n + 1])
    private int[] ends = new int[65];
    private long[] hashes = new long[64];
    private int count;
    private int[] slots = new int[128];
    private int mask = slots.length - 1;

    public static long hash(Slice slice, int offset, int length) {
        return XxHash64.hash(0, slice, offset, length);
    }

    public int count() {
        return count;
    }

    /** The number of a text that hashes so. */
    public int find(Slice slice, int offset, int length, long hash) {
        int slot = (int) hash & mask;
        for (int entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask) {
            if (hashes[entry - 1] == hash && equals(entry - 1, slice, offset, length)) {
                return entry - 1;
            }
        }
        slots[slot] = count + 1;
        add(slice, offset, length, hash);
        if (2 * count > slots.length) {
            rehash();
        }
        return count - 1;
    }

    private boolean equals(int number, Slice slice, int offset, int length) {
        int start = ends[number];
        return ends[number + 1] - start == length && bytes.equals(start, length, slice, offset, length);
    }

    private void add(Slice slice, int offset, int length, long hash) {
        int start = ends[count];
        long needed = (long) start + length;
        if (needed > bytes.length()) {
            if (needed > Integer.MAX_VALUE - 64) {
                throw new TrinoException(GENERIC_INSUFFICIENT_RESOURCES,
                        "Grouping keys of one table take more than 2 GB of text");
            }
            Slice larger = Slices
                    .allocate((int) Math.min(Integer.MAX_VALUE - 64, Math.max(needed, 2L * bytes.length())));
            larger.setBytes(0, bytes, 0, start);
            bytes = larger;
        }
        bytes.setBytes(start, slice, offset, length);
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count + 1);
        }
        hashes[count] = hash;
        ends[++count] = (int) needed;
    }

    private void rehash() {
        slots = new int[4 * slots.length];
        mask = slots.length - 1;
        for (int number = 0; number < count; number++) {
            int slot = (int) hashes[number] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number + 1;
        }
    }

    public Slice bytes() {
        return bytes;
    }

    public int start(int number) {
        return ends[number];
    }

    public int length(int number) {
        return ends[number + 1] - ends[number];
    }

    public long hash(int number) {
        return hashes[number];
    }

    public long retainedBytes() {
        return bytes.length() + 4L * ends.length + 8L * hashes.length + 4L * slots.length;
    }
}
