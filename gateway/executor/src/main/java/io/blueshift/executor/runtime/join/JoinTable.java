package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.Batch;
import io.trino.spi.predicate.Domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The build side of a join, complete. Rows that can match have the numbers below {@code keyedRows}, the others those
 * behind. Safe for all threads.
 *
 * @param columns by channel; absent if nobody wants the values
 * @param compared the key columns, if {@code table} only finds by a hash of them
 * @param domains what the values of each key are, as far as that is easily said
 * @param filters for each key, what tells of a long whether some row has it, perhaps made when first asked
 * @param filterBytes of those that are made
 */
public record JoinTable(JoinKeys keys, LongTable table, Optional<KeyPacking> packing, List<BuildColumn> compared,
        List<Optional<BuildColumn>> columns, List<Optional<Domain>> domains,
        List<Supplier<Optional<LongKeyFilter>>> filters, long filterBytes,
        int keyedRows, int rows) {
    public JoinTable {
        compared = List.copyOf(compared);
        columns = List.copyOf(columns);
        domains = List.copyOf(domains);
        filters = List.copyOf(filters);
    }

    /** Whether what is found has to go through {@link #keepEqual}. */
    public boolean isHashed() {
        return !compared.isEmpty();
    }

    /** Keeps the pairs, at the front of both arrays, whose keys are equal and do not only have equal hashes. */
    public int keepEqual(Batch probe, List<Integer> keyChannels, int[] probeRows, int[] buildRows, int count) {
        int kept = count;
        for (int key = 0; key < compared.size(); key++) {
            kept = keys.columns().get(key).keepEqual(probe.vector(keyChannels.get(key)), compared.get(key), probeRows,
                    buildRows, kept);
        }
        return kept;
    }

    /** What the values of a key are: all if they are few, else their range; absent if that is not easily said. */
    public Optional<Domain> keyDomain(int key) {
        return domains.get(key);
    }

    /**
     * As {@link #keyDomain(int)}, but all values also if they are not few.
     *
     * @param valuesMax the most that are wanted; 0 for what are few
     */
    public Optional<Domain> keyDomain(int key, int valuesMax) {
        Optional<Domain> few = domains.get(key);
        boolean listed = few.isPresent() && (few.get().isNone() || few.get().getValues().isDiscreteSet());
        return listed || valuesMax == 0 ? few : KeyLists.of(this, key, valuesMax).or(() -> few);
    }

    /** Tells what some row may have as this key; absent unless the type's longs are the key, or if rows are too many. */
    public Optional<LongKeyFilter> keyFilter(int key) {
        return filters.get(key).get();
    }

    public BuildColumn column(int channel) {
        return columns.get(channel).orElseThrow();
    }

    public long retainedBytes() {
        long bytes = table.retainedBytes() + filterBytes;
        for (Optional<BuildColumn> column : columns) {
            bytes += column.map(BuildColumn::retainedBytes).orElse(0L);
        }
        if (keys.longs().isPresent()) {
            // Otherwise they are among the columns
            for (BuildColumn column : compared) {
                bytes += column.retainedBytes();
            }
        }
        return bytes;
    }

    /** Rows, and what the table is like: dense, with an entry for each key there could be, or hashed. */
    public Map<String, Long> counts() {
        String kind = switch (table) {
            case DenseLongTable _ -> "dense table";
            case HashLongTable _ -> "hash table";
            case EmptyLongTable _ -> "no table";
        };
        return Map.of("rows", (long) rows, kind + " bytes", retainedBytes());
    }
}
