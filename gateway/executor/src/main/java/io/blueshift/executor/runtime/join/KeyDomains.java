package io.blueshift.executor.runtime.join;

import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.TypeUtils.readNativeValue;

/** What the values of a build side's key are, as a domain: all of them if they are few, else from where to where. */
final class KeyDomains {
    private static final int VALUES_MAX = 4096;

    private KeyDomains() {}

    /**
     * Of a key with longs. Absent where their order and equality are not the values'.
     *
     * @param table of all keys together
     */
    static Optional<Domain> ofLongs(Type type, LongKey form, BuildKeys keys, int key, KeyRange range, LongTable table) {
        if (form != LongKey.PLAIN) {
            return Optional.empty();
        }
        if (range.isEmpty()) {
            return Optional.of(Domain.none(type));
        }
        if (type.getJavaType() != long.class) {
            return Optional.empty();
        }
        Optional<List<Long>> few = few(keys, key, table);
        if (few.isPresent()) {
            return Optional.of(Domain.multipleValues(type, few.get()));
        }
        Range values = Range.range(type, range.min(), true, range.max(), true);
        return Optional.of(Domain.create(ValueSet.ofRanges(values), false));
    }

    /** The values, if they are few; of one key also if many rows have them. */
    private static Optional<List<Long>> few(BuildKeys keys, int key, LongTable table) {
        if (keys.rows() <= VALUES_MAX) {
            return Optional.of(values(keys, key));
        }
        boolean alone = !keys.hashed() && keys.packing().isEmpty();
        return alone
                ? table.keys(VALUES_MAX).map(values -> Arrays.stream(values).sorted().boxed().toList())
                : Optional.empty();
    }

    private static List<Long> values(BuildKeys keys, int key) {
        long[] all = new long[keys.rows()];
        for (BuildKeys.Chunk chunk : keys.chunks()) {
            System.arraycopy(chunk.columns()[key], 0, all, chunk.firstRow(), chunk.count());
        }
        return Arrays.stream(all).sorted().distinct().boxed().toList();
    }

    /** Of a key whose values are equal if their bytes are. */
    static Optional<Domain> ofBytes(Type type, BuildColumn column, int rows) {
        if (rows == 0) {
            return Optional.of(Domain.none(type));
        }
        if (rows > VALUES_MAX || !(column instanceof BuildColumn.Blocks blocks)) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            values.add(readNativeValue(type, blocks.chunk(row), blocks.position(row)));
        }
        return Optional.of(Domain.multipleValues(type, values.stream().distinct().toList()));
    }
}
