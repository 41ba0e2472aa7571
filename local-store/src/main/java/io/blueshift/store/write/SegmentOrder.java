package io.blueshift.store.write;

import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sort key of a table as far as it concerns the columns being written. Thread-safe. */
public final class SegmentOrder {
    private static final SegmentOrder NONE = new SegmentOrder(List.of(), List.of(), Optional.empty());

    private final List<Integer> columnIds;
    private final List<Integer> channels;
    private final Optional<RowSorter> sorter;

    private SegmentOrder(List<Integer> columnIds, List<Integer> channels, Optional<RowSorter> sorter) {
        this.columnIds = List.copyOf(columnIds);
        this.channels = List.copyOf(channels);
        this.sorter = sorter;
    }

    /** Rows stay as they come. */
    public static SegmentOrder none() {
        return NONE;
    }

    /**
     * @param sortKey ids of the key's columns
     * @param columns those of the rows; one of the key that is missing is NULL in every row and orders nothing
     */
    public static SegmentOrder of(List<Integer> sortKey, List<WriteColumn> columns, ZoneMappers types) {
        if (sortKey.isEmpty()) {
            return NONE;
        }
        List<Integer> channels = new ArrayList<>();
        List<Type> keyTypes = new ArrayList<>();
        for (int id : sortKey) {
            for (int channel = 0; channel < columns.size(); channel++) {
                if (columns.get(channel).id() == id) {
                    channels.add(channel);
                    keyTypes.add(columns.get(channel).type());
                }
            }
        }
        Optional<RowSorter> sorter = channels.isEmpty()
                ? Optional.empty()
                : Optional.of(new RowSorter(keyTypes, types.operators()));
        return new SegmentOrder(sortKey, channels, sorter);
    }

    /** Ids of the columns by which rows are ordered. */
    List<Integer> columnIds() {
        return columnIds;
    }

    /** Where the rows have to be taken from, empty if they stay. */
    Optional<int[]> order(List<BlockBuilder> rows) {
        return sorter.flatMap(
                known -> known.order(channels.stream().map(channel -> rows.get(channel).buildValueBlock()).toList()));
    }

    /** Bytes that ordering some rows takes. */
    long memoryBytes(long rows) {
        return sorter.isPresent() ? rows * RowSorter.BYTES_PER_ROW : 0;
    }

    static ValueBlock apply(Optional<int[]> order, ValueBlock values) {
        return order.map(positions -> values.copyPositions(positions, 0, positions.length)).orElse(values);
    }
}
