package io.blueshift.executor.runtime.join;

import com.google.common.base.Suppliers;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.trino.spi.predicate.Domain;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * Makes the table of a join from its build side's rows. Threads collect rows; then tasks, all independent of each other,
 * fill parts of the table and copy a column each into one piece.
 */
public final class JoinBuild implements Sink {
    /** Two slots of two longs, for a table is half full at most and twice as large for a moment; and a chain. */
    public static final long TABLE_BYTES_PER_ROW = 2 * 2 * 2 * Long.BYTES + Integer.BYTES;

    /** Of several keys, each has a filter of its own if that takes no more than some milliseconds and 32 MB. */
    private static final int FILTERED_ROWS_MAX = 1 << 21;

    private final BuildShape shape;
    private final List<RowCollector> collectors = new ArrayList<>();
    private int[] starts;
    private LongTable table;
    private BuildKeys keys;
    private List<BuildColumn> columns;
    private List<BuildColumn> compared;
    /** Of several keys; absent where a key has none. */
    private List<Optional<LongKeyFilter>> keyFilters;
    /** What the merging tasks have copied so far; what it was copied from stays until all have ended. */
    private final AtomicLong mergedBytes = new AtomicLong();
    private volatile Optional<JoinTable> result = Optional.empty();

    public JoinBuild(BuildShape shape) {
        this.shape = requireNonNull(shape, "shape is null");
    }

    @Override
    public RowCollector open() {
        return new RowCollector(shape, this::add);
    }

    private synchronized void add(RowCollector collector) {
        collectors.add(collector);
    }

    @Override
    public synchronized int mergeTasks() {
        starts = starts();
        keys = keys();
        table = shape.keys().size() == 0
                ? new EmptyLongTable()
                : LongTable.of(keys, shape.chained() || keys.hashed(), Math.max(1, collectors.size()));
        columns = new ArrayList<>(Collections.nCopies(shape.kept().size(), null));
        compared = new ArrayList<>(Collections.nCopies(comparedLongs(), null));
        keyFilters = new ArrayList<>(Collections.nCopies(filteredKeys(), Optional.empty()));
        return table.tasks() + columns.size() + compared.size() + keyFilters.size();
    }

    private int filteredKeys() {
        int size = shape.keys().size();
        return size > 1 && keyedRows() <= FILTERED_ROWS_MAX ? size : 0;
    }

    /** The row number of the first row of each collector's; of the keyed first, and behind all those, of the others. */
    private int[] starts() {
        int[] numbers = new int[2 * collectors.size() + 1];
        for (int i = 0; i < collectors.size(); i++) {
            numbers[i + 1] = Math.addExact(numbers[i], collectors.get(i).keyedRows());
        }
        for (int i = 0; i < collectors.size(); i++) {
            int at = collectors.size() + i;
            numbers[at + 1] = Math.addExact(numbers[at], collectors.get(i).keylessRows());
        }
        return numbers;
    }

    private int keyedRows() {
        return starts[collectors.size()];
    }

    private BuildKeys keys() {
        List<BuildKeys.Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < collectors.size(); i++) {
            LongChunks[] collected = collectors.get(i).keys();
            for (int chunk = 0; collected.length > 0 && chunk < collected[0].chunks(); chunk++) {
                long[][] values = new long[collected.length][];
                for (int key = 0; key < collected.length; key++) {
                    values[key] = collected[key].chunk(chunk);
                }
                int firstRow = starts[i] + chunk * LongChunks.CHUNK;
                chunks.add(new BuildKeys.Chunk(values, collected[0].count(chunk), firstRow));
            }
        }
        boolean longs = shape.keys().longs().isPresent();
        if (!longs || shape.keys().size() == 0) {
            return new BuildKeys(chunks, keyedRows(), Optional.empty(), !longs, KeyRange.EMPTY);
        }
        if (shape.keys().size() == 1) {
            return new BuildKeys(chunks, keyedRows(), Optional.empty(), false, range(0));
        }
        Optional<KeyPacking> packing = KeyPacking.of(ranges());
        KeyRange range = packing.map(packed -> new KeyRange(0, packed.total() - 1)).orElse(KeyRange.EMPTY);
        return new BuildKeys(chunks, keyedRows(), packing, packing.isEmpty(), range);
    }

    private List<KeyRange> ranges() {
        return IntStream.range(0, shape.keys().size()).mapToObj(this::range).toList();
    }

    private KeyRange range(int key) {
        KeyRange range = KeyRange.EMPTY;
        if (shape.keys().longs().isPresent()) {
            for (RowCollector collector : collectors) {
                range = range.with(collector.range(key));
            }
        }
        return range;
    }

    /** Keys that are hashed though they are longs are kept in their normal form. */
    private int comparedLongs() {
        return keys.hashed() && shape.keys().longs().isPresent() ? shape.keys().size() : 0;
    }

    @Override
    public void merge(int task) {
        int column = task - table.tasks();
        if (column < 0) {
            table.fill(task, keys);
        } else if (column < columns.size()) {
            columns.set(column, note(mergeColumn(column)));
        } else if (column < columns.size() + compared.size()) {
            int key = column - columns.size();
            compared.set(key, note(mergeKey(key)));
        } else {
            int key = column - columns.size() - compared.size();
            keyFilters.set(key, isPlain(key) ? Optional.of(note(filter(key))) : Optional.empty());
        }
    }

    private BuildColumn note(BuildColumn column) {
        mergedBytes.addAndGet(column.retainedBytes());
        return column;
    }

    private LongKeyFilter note(LongKeyFilter filter) {
        mergedBytes.addAndGet(filter.retainedBytes());
        return filter;
    }

    private BuildColumn mergeColumn(int column) {
        List<ColumnCollector> parts = new ArrayList<>();
        collectors.forEach(collector -> parts.add(collector.keyed().get(column)));
        collectors.forEach(collector -> parts.add(collector.keyless().get(column)));
        return ColumnMerge.merge(shape.types().get(shape.kept().get(column)), parts, starts);
    }

    private BuildColumn mergeKey(int key) {
        long[] values = new long[keyedRows()];
        for (int i = 0; i < collectors.size(); i++) {
            collectors.get(i).keys()[key].copyTo(values, starts[i]);
        }
        return new BuildColumn.Longs(shape.keys().types().get(key), values, Optional.empty());
    }

    @Override
    public void complete() {
        List<Optional<BuildColumn>> byChannel = new ArrayList<>();
        for (int channel = 0; channel < shape.types().size(); channel++) {
            int kept = shape.kept().indexOf(channel);
            byChannel.add(kept < 0 ? Optional.empty() : Optional.of(columns.get(kept)));
        }
        if (shape.keys().longs().isEmpty()) {
            compared = shape.keyChannels().stream().map(channel -> byChannel.get(channel).orElseThrow()).toList();
        }
        result = Optional.of(new JoinTable(shape.keys(), table, keys.packing(), compared, byChannel,
                IntStream.range(0, shape.keys().size()).mapToObj(this::domain).toList(), filters(),
                keyFilters.stream().flatMap(Optional::stream).mapToLong(LongKeyFilter::retainedBytes).sum(),
                keyedRows(), starts[starts.length - 1]));
        synchronized (this) {
            collectors.clear();
        }
        keys = null;
        columns = List.of();
        keyFilters = List.of();
    }

    private Optional<Domain> domain(int key) {
        Type type = shape.keys().types().get(key);
        if (shape.keys().longs().isPresent()) {
            return KeyDomains.ofLongs(type, shape.keys().longs().get().get(key), keys, key, range(key),
                    table);
        }
        return shape.keys().columns().get(key) instanceof BytesKeyColumn
                ? KeyDomains.ofBytes(type, compared.get(key), keyedRows())
                : Optional.empty();
    }

    /** What tells of each key's longs whether they may be there: of one key, made from the table if somebody asks. */
    private List<Supplier<Optional<LongKeyFilter>>> filters() {
        if (shape.keys().size() == 1 && isPlain(0)) {
            KeyRange range = range(0);
            return List.of(Suppliers.memoize(() -> Optional.of(table.keyFilter(range))));
        }
        List<Optional<LongKeyFilter>> made = keyFilters;
        return IntStream.range(0, shape.keys().size()).<Supplier<Optional<LongKeyFilter>>>mapToObj(
                key -> () -> made.isEmpty() ? Optional.empty() : made.get(key)).toList();
    }

    private boolean isPlain(int key) {
        return shape.keys().longs().isPresent() && shape.keys().longs().get().get(key) == LongKey.PLAIN;
    }

    private LongKeyFilter filter(int key) {
        LongKeyFilter.Builder filter = LongKeyFilter.builder(range(key), keyedRows());
        for (BuildKeys.Chunk chunk : keys.chunks()) {
            Interruption.check();
            for (int i = 0; i < chunk.count(); i++) {
                filter.add(chunk.columns()[key][i]);
            }
        }
        return filter.built();
    }

    /** The collectors of threads that have finished, to be kept elsewhere. Instead of merging. */
    public synchronized List<RowCollector> giveUp() {
        List<RowCollector> given = List.copyOf(collectors);
        collectors.clear();
        return given;
    }

    /** Lets go of the table: nobody will ask for it any more. */
    public void release() {
        result = Optional.empty();
        table = null;
        compared = List.of();
        mergedBytes.set(0);
    }

    /** The table, once it is complete. */
    public JoinTable table() {
        return result.orElseThrow(() -> new IllegalStateException("The build side is not complete"));
    }

    @Override
    public long retainedBytes() {
        Optional<JoinTable> complete = result;
        if (complete.isPresent()) {
            return complete.get().retainedBytes();
        }
        long bytes = mergedBytes.get();
        synchronized (this) {
            bytes += table == null ? 0 : table.retainedBytes();
            for (RowCollector collector : collectors) {
                bytes += collector.retainedBytes();
            }
        }
        return bytes;
    }

    @Override
    public Map<String, Long> counts() {
        return table().counts();
    }
}
