package io.blueshift.executor.runtime.join;

import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one thread keeps of the build side: rows that can match, with their keys, and apart from them those that cannot, if
 * they are wanted at all.
 */
public final class RowCollector implements Sink.Collector {
    private final BuildShape shape;
    private final Consumer<RowCollector> whenFinished;
    private final List<ColumnCollector> keyed;
    private final List<ColumnCollector> keyless;
    private final LongChunks[] keys;
    private final KeyRange[] ranges;
    private int keyedRows;
    private int keylessRows;
    private int[] rows = new int[0];
    private int[] others = new int[0];
    private long[] values = new long[0];

    RowCollector(BuildShape shape, Consumer<RowCollector> whenFinished) {
        this.shape = shape;
        this.whenFinished = whenFinished;
        this.keyed = collectors();
        this.keyless = collectors();
        this.keys = new LongChunks[shape.keys().longs().isPresent() ? shape.keys().size() : 1];
        Arrays.setAll(keys, key -> new LongChunks());
        this.ranges = new KeyRange[keys.length];
        Arrays.fill(ranges, KeyRange.EMPTY);
    }

    private List<ColumnCollector> collectors() {
        List<ColumnCollector> collectors = new ArrayList<>();
        shape.kept().forEach(channel -> collectors.add(ColumnCollector.of(shape.types().get(channel))));
        return collectors;
    }

    @Override
    public void accept(Batch arrived) {
        Batch input = arrived.withoutGaps();
        int count = input.count();
        if (rows.length < count) {
            rows = new int[count];
            values = new long[count];
        }
        System.arraycopy(input.rows(), 0, rows, 0, count);
        int kept = count;
        for (int key = 0; key < shape.keys().size(); key++) {
            kept = shape.keys().columns().get(key).keepKeyed(key(input, key), rows, kept);
        }
        collectKeys(input, kept);
        keyedRows = Math.addExact(keyedRows, kept);
        collect(keyed, input, rows, kept);
        if (shape.keepsKeyless() && kept < count) {
            int rest = missing(input.rows(), count, rows, kept);
            collect(keyless, input, others, rest);
            keylessRows = Math.addExact(keylessRows, rest);
        }
    }

    private Vector key(Batch input, int key) {
        return input.vector(shape.keyChannels().get(key));
    }

    private void collectKeys(Batch input, int count) {
        if (shape.keys().longs().isPresent()) {
            for (int key = 0; key < keys.length; key++) {
                shape.keys().longs().get().get(key).read(key(input, key), rows, count, values);
                keys[key].append(values, count);
                ranges[key] = ranges[key].with(KeyRange.of(values, count));
            }
        } else {
            Arrays.fill(values, 0, count, 0);
            for (int key = 0; key < shape.keys().size(); key++) {
                shape.keys().columns().get(key).hash(key(input, key), rows, count, values);
            }
            keys[0].append(values, count);
        }
    }

    private void collect(List<ColumnCollector> collectors, Batch input, int[] wanted, int count) {
        if (count > 0) {
            for (int i = 0; i < collectors.size(); i++) {
                collectors.get(i).append(input.vector(shape.kept().get(i)), wanted, count);
            }
        }
    }

    /** Finds the elements of an ascending list that another, a part of it, does not have. */
    private int missing(int[] all, int count, int[] some, int someCount) {
        if (others.length < count) {
            others = new int[count];
        }
        int found = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (at < someCount && some[at] == all[i]) {
                at++;
            } else {
                others[found++] = all[i];
            }
        }
        return found;
    }

    @Override
    public void finish() {
        whenFinished.accept(this);
    }

    /** Gives everything out again, rows that can match first, to be kept elsewhere. The collector is of no use afterwards. */
    public void drain(Consumer<Batch> target) {
        new CollectedRows(shape, keyed, keyedRows, Optional.of(keys)).drain(target);
        new CollectedRows(shape, keyless, keylessRows, Optional.empty()).drain(target);
    }

    /** Bytes that a table of these rows will take, and what it is made of beside it. */
    public long tableBytes() {
        return 2 * retainedBytes() + JoinBuild.TABLE_BYTES_PER_ROW * keyedRows;
    }

    public int keyedRows() {
        return keyedRows;
    }

    int keylessRows() {
        return keylessRows;
    }

    List<ColumnCollector> keyed() {
        return keyed;
    }

    List<ColumnCollector> keyless() {
        return keyless;
    }

    LongChunks[] keys() {
        return keys;
    }

    KeyRange range(int key) {
        return ranges[key];
    }

    @Override
    public long retainedBytes() {
        long bytes = 4L * (rows.length + others.length) + 8L * values.length;
        for (ColumnCollector column : keyed) {
            bytes += column.retainedBytes();
        }
        for (ColumnCollector column : keyless) {
            bytes += column.retainedBytes();
        }
        for (LongChunks key : keys) {
            bytes += key.retainedBytes();
        }
        return bytes;
    }
}
