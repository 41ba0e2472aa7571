package io.blueshift.executor.ir;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a scan reads: opaque to the executor, understood by the scan provider of the same side.
 */
public interface ScanTarget {
    /** What the source is asked, for EXPLAIN: table, pushed predicate, remote SQL. Never a secret. */
    String description();

    /** How many rows the source was expected to give when the plan was made; kept for plans that are shown, else empty. */
    default OptionalDouble estimatedRows() {
        return OptionalDouble.empty();
    }

    /** Equal to that of every target that gives the same rows, whatever columns of them. */
    default Object rows() {
        return this;
    }

    /**
     * This target with some columns of another that has the same rows; absent if it cannot have them.
     *
     * @param channels of the other
     */
    default Optional<ScanTarget> with(ScanTarget other, List<Integer> channels) {
        return Optional.empty();
    }

    /** What tells a column of the scan from the others that these rows have. */
    default Object column(int channel) {
        return channel;
    }
}
