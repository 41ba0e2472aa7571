package io.blueshift.executor.runtime.join;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A list of longs that grows without copying much: chunks of {@link #CHUNK}, the last of them filled in part. */
final class LongChunks {
    static final int CHUNK = 1 << 16;
    private static final int FIRST = 1 << 10;

    private final List<long[]> chunks = new ArrayList<>();
    private int lastUsed = CHUNK;

    void append(long[] values, int count) {
        int done = 0;
        while (done < count) {
            if (lastUsed == CHUNK) {
                chunks.add(new long[chunks.isEmpty() ? FIRST : CHUNK]);
                lastUsed = 0;
            }
            int part = Math.min(count - done, CHUNK - lastUsed);
            long[] chunk = roomInLast(part);
            System.arraycopy(values, done, chunk, lastUsed, part);
            lastUsed += part;
            done += part;
        }
    }

    private long[] roomInLast(int part) {
        long[] chunk = chunks.getLast();
        if (lastUsed + part > chunk.length) {
            chunk = Arrays.copyOf(chunk, Math.min(CHUNK, Math.max(lastUsed + part, 2 * chunk.length)));
            chunks.set(chunks.size() - 1, chunk);
        }
        return chunk;
    }

    int chunks() {
        return chunks.size();
    }

    long[] chunk(int index) {
        return chunks.get(index);
    }

    /** How many elements of a chunk are values. */
    int count(int index) {
        return index == chunks.size() - 1 ? lastUsed : CHUNK;
    }

    void copyTo(long[] target, int offset) {
        for (int i = 0; i < chunks.size(); i++) {
            System.arraycopy(chunks.get(i), 0, target, offset + i * CHUNK, count(i));
        }
    }

    long retainedBytes() {
        return chunks.isEmpty() ? 0 : 8L * ((chunks.size() - 1L) * CHUNK + chunks.getLast().length);
    }
}
