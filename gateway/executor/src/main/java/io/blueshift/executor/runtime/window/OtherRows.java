package io.blueshift.executor.runtime.window;

import io.blueshift.executor.ir.WindowCall;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;

import java.util.List;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

/**
 * Functions whose value is that of an argument in another row: {@code first_value}, {@code last_value}, {@code nth_value},
 * {@code lead}, {@code lag}. All find the row by counting; if NULLs are passed over, rows are counted that have a value.
 */
final class OtherRows {
    private final WindowCall call;
    private final WindowRows rows;
    private final Vector values;
    /** How many rows before each one are counted, and where those are; null if all are. */
    private int[] before;
    private int[] counted;

    OtherRows(WindowCall call, WindowRows rows) {
        this.call = call;
        this.rows = rows;
        this.values = rows.column(call.arguments().getFirst());
        if (call.ignoreNulls() && values.mayHaveNull()) {
            findCounted();
        }
    }

    private void findCounted() {
        before = new int[rows.count() + 1];
        counted = new int[rows.count()];
        for (int row = 0; row < rows.count(); row++) {
            counted[before[row]] = row;
            before[row + 1] = before[row] + (values.isNull(row) ? 0 : 1);
        }
    }

    private int before(int row) {
        return before == null ? row : before[row];
    }

    private int counted(long number) {
        return counted == null ? (int) number : counted[(int) number];
    }

    Vector first() {
        Frames frames = Frames.of(rows, call.frame());
        int[] positions = new int[rows.count()];
        for (int row = 0; row < positions.length; row++) {
            positions[row] = at(before(frames.starts()[row]), frames.starts()[row], frames.ends()[row]);
        }
        return ColumnParts.pick(values, positions);
    }

    Vector last() {
        Frames frames = Frames.of(rows, call.frame());
        int[] positions = new int[rows.count()];
        for (int row = 0; row < positions.length; row++) {
            positions[row] = at(before(frames.ends()[row]) - 1, frames.starts()[row], frames.ends()[row]);
        }
        return ColumnParts.pick(values, positions);
    }

    Vector nth() {
        Frames frames = Frames.of(rows, call.frame());
        Vector numbers = rows.column(call.arguments().get(1));
        int[] positions = new int[rows.count()];
        for (int row = 0; row < positions.length; row++) {
            if (frames.isEmpty(row) || numbers.isNull(row)) {
                positions[row] = -1;
                continue;
            }
            long number = numbers.longs()[row];
            if (number < 1) {
                throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "Offset must be at least 1");
            }
            positions[row] = number > rows.count()
                    ? -1
                    : at(before(frames.starts()[row]) + number - 1, frames.starts()[row], frames.ends()[row]);
        }
        return ColumnParts.pick(values, positions);
    }

    /** The row that has the number among the counted, if it is in a range; -1 if not. */
    private int at(long number, int from, int to) {
        return number >= before(from) && number < before(to) ? counted(number) : -1;
    }

    /** @param following {@code lead} rather than {@code lag} */
    Vector shifted(boolean following) {
        int[] positions = new int[rows.count()];
        int[] starts = rows.partitionStarts();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            for (int row = starts[partition]; row < starts[partition + 1]; row++) {
                positions[row] = shifted(row, offset(row), following, starts[partition], starts[partition + 1]);
            }
        }
        return call.arguments().size() < 3 ? ColumnParts.pick(values, positions) : withDefaults(positions);
    }

    private int shifted(int row, long offset, boolean following, int from, int to) {
        if (offset == 0) {
            return row;
        }
        if (offset > rows.count()) {
            return -1;
        }
        return at(following ? before(row + 1) + offset - 1 : before(row) - offset, from, to);
    }

    private long offset(int row) {
        if (call.arguments().size() < 2) {
            return 1;
        }
        Vector offsets = rows.column(call.arguments().get(1));
        if (offsets.isNull(row)) {
            throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "Offset must not be null");
        }
        long offset = offsets.longs()[row];
        if (offset < 0) {
            throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "Offset must be at least 0");
        }
        return offset;
    }

    /** Where there is no such row, the default that this row has. */
    private Vector withDefaults(int[] positions) {
        int count = rows.count();
        Vector defaults = rows.column(call.arguments().get(2));
        Vector both = ColumnParts.join(values.type(), List.of(values, defaults), 2 * count);
        for (int row = 0; row < count; row++) {
            positions[row] = positions[row] < 0 ? count + row : positions[row];
        }
        return ColumnParts.pick(both, positions);
    }
}
