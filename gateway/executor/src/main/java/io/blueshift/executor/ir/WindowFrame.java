package io.blueshift.executor.ir;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Which rows of its partition an aggregate or a value function sees from a row.
 */
public record WindowFrame(Unit unit, Bound start, Bound end) {
    /** What bounds are counted in. */
    public enum Unit {
        ROWS, RANGE, GROUPS
    }

    /** Where a frame begins or ends. */
    public sealed interface Bound {
        /** With the partition. */
        record Unbounded() implements Bound {}

        /** With the row or, counted in values or groups, with the rows that are ordered like it. */
        record CurrentRow() implements Bound {}

        /**
         * Some way off.
         *
         * @param following behind the row rather than before it
         * @param value a channel of the input: how many rows or groups; for RANGE the last value of the sort key that is in
         * the frame
         * @param sortKey for RANGE: the channel that has the sort key in the type of that value
         */
        record Offset(boolean following, int value, Optional<Integer> sortKey) implements Bound {}
    }

    public WindowFrame {
        requireNonNull(unit, "unit is null");
        requireNonNull(start, "start is null");
        requireNonNull(end, "end is null");
    }

    /** Whether every row sees its whole partition. */
    public boolean isWholePartition() {
        return start instanceof Bound.Unbounded && end instanceof Bound.Unbounded;
    }
}
