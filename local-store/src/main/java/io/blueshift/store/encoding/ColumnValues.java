package io.blueshift.store.encoding;

import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * All values of a column chunk that is to be written, in the forms that encoders want. Computed for one write and
 * dropped; not thread-safe.
 */
final class ColumnValues {
    private final Type type;
    private final Storage storage;
    private final ValueBlock block;
    private final boolean anyNull;
    private final Optional<long[]> integers;
    private final Optional<ValueIdentity> identity;

    private ColumnValues(Type type, ValueBlock block) {
        this.type = type;
        this.storage = Storage.of(type);
        this.block = block;
        this.anyNull = block.hasNull();
        this.integers = integers(storage, block, anyNull);
        this.identity = storage.isNested()
                ? Optional.empty()
                : Optional.of(integers.<ValueIdentity>map(ValueIdentity.Numbers::new)
                        .orElseGet(() -> ValueIdentity.of(block)));
    }

    /** @param type one that has a {@link Storage} */
    static ColumnValues of(Type type, ValueBlock block) {
        return new ColumnValues(type, block);
    }

    Type type() {
        return type;
    }

    Storage storage() {
        return storage;
    }

    ValueBlock block() {
        return block;
    }

    int positions() {
        return block.getPositionCount();
    }

    boolean anyNull() {
        return anyNull;
    }

    boolean isNull(int position) {
        return anyNull && block.isNull(position);
    }

    /**
     * The values as longs if storage is an integer, or if it is 128 bits wide and every value fits 64. A NULL position
     * repeats the value before it (the first ones: the first value), so that it widens nothing. Not to be written to.
     */
    Optional<long[]> integers() {
        return integers;
    }

    /** How to compare values that are not NULL; absent for nested storage. */
    Optional<ValueIdentity> identity() {
        return identity;
    }

    private static Optional<long[]> integers(Storage storage, ValueBlock block, boolean anyNull) {
        if (storage.isInteger()) {
            long[] values = ValueIdentity.integers(block);
            return Optional.of(anyNull ? fillNulls(block, values) : values);
        }
        if (block instanceof Int128ArrayBlock wide) {
            return narrow(wide).map(values -> anyNull ? fillNulls(block, values) : values);
        }
        return Optional.empty();
    }

    private static Optional<long[]> narrow(Int128ArrayBlock block) {
        long[] values = new long[block.getPositionCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = block.getInt128Low(i);
            if (block.getInt128High(i) != values[i] >> 63 && !block.isNull(i)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static long[] fillNulls(ValueBlock block, long[] values) {
        int first = 0;
        while (first < values.length && block.isNull(first)) {
            first++;
        }
        long last = first < values.length ? values[first] : 0;
        for (int i = 0; i < values.length; i++) {
            if (block.isNull(i)) {
                values[i] = last;
            } else {
                last = values[i];
            }
        }
        return values;
    }
}
