package io.blueshift.executor.runtime.window;

import io.blueshift.executor.ir.Ordering;
import io.trino.spi.type.Type;

import java.util.List;

/**
 * How rows are parted and ordered. Immutable, safe for all threads.
 *
 * @param types of the rows' columns
 * @param partitions tells partitions apart
 * @param peers tells peers apart, which are ordered alike; all rows of a partition are peers if there is no order
 */
public record WindowShape(List<Type> types, List<Ordering> orderings, SameKeys partitions, SameKeys peers) {
    public WindowShape {
        types = List.copyOf(types);
        orderings = List.copyOf(orderings);
    }

    /** @param keys the channels that make partitions */
    public static WindowShape of(List<Type> types, List<Integer> keys, List<Ordering> orderings) {
        return new WindowShape(types, orderings, new SameKeys(types, keys),
                new SameKeys(types, orderings.stream().map(Ordering::channel).toList()));
    }
}
