package io.blueshift.executor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Pairs rows of two inputs whose keys are equal as SQL's {@code =} has it, and for which the filter is true. The right
 * input is kept in a table (the build side), the left one (the probe side) streams past it.
 *
 * @param keys what has to be equal; none makes every pair a candidate
 * @param filter what else has to be true of a pair, over the left columns followed by the right ones
 * @param outputs the columns that are delivered, counted over the left ones followed by the right ones
 * @param anyMatch whether a delivered row may stand for others equal to it: one match of a probe row does if nothing of
 *            the right input is delivered
 */
public record Join(PlanNode left, PlanNode right, Type type, List<Key> keys, Optional<Expression> filter,
        List<Integer> outputs, boolean anyMatch) implements PlanNode {
    /** Whose rows are delivered even if they match nothing, with NULLs for the other side. */
    public enum Type {
        INNER(false, false), LEFT(true, false), RIGHT(false, true), FULL(true, true);

        private final boolean keepsLeft;
        private final boolean keepsRight;

        Type(boolean keepsLeft, boolean keepsRight) {
            this.keepsLeft = keepsLeft;
            this.keepsRight = keepsRight;
        }

        public boolean keepsLeft() {
            return keepsLeft;
        }

        public boolean keepsRight() {
            return keepsRight;
        }
    }

    /** Two columns, each counted within its own input, of the same type. */
    public record Key(int left, int right) {}

    public Join {
        requireNonNull(type, "type is null");
        requireNonNull(filter, "filter is null");
        keys = List.copyOf(keys);
        outputs = List.copyOf(outputs);
        for (Key key : keys) {
            io.trino.spi.type.Type leftType = left.columns().get(key.left()).type();
            io.trino.spi.type.Type rightType = right.columns().get(key.right()).type();
            if (!leftType.equals(rightType)) {
                throw new IllegalArgumentException(
                        "A key is " + leftType + " on the left, " + rightType + " on the right");
            }
        }
    }

    /** The columns of both inputs: what the filter and the outputs count over. */
    public List<Column> pairColumns() {
        List<Column> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        return columns;
    }

    @Override
    public List<Column> columns() {
        List<Column> pair = pairColumns();
        return outputs.stream().map(pair::get).toList();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(left, right);
    }
}
