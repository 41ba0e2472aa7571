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
    /**
     * Which rows are delivered: pairs, and perhaps rows that match nothing, with NULLs for the other side; or rows of one
     * side alone, each once, that match something (SEMI) or nothing (ANTI).
     */
    public enum Type {
        INNER("INNER"), LEFT("LEFT"), RIGHT("RIGHT"), FULL("FULL"),
        LEFT_SEMI("LEFT WITH A MATCH"), LEFT_ANTI("LEFT WITHOUT A MATCH"),
        RIGHT_SEMI("RIGHT WITH A MATCH"), RIGHT_ANTI("RIGHT WITHOUT A MATCH");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** In plain words. */
        public String text() {
            return text;
        }

        /** Whether rows of the left input come out that match nothing. */
        public boolean keepsLeft() {
            return this == LEFT || this == FULL || this == LEFT_ANTI;
        }

        /** Whether rows of the right input come out that match nothing. */
        public boolean keepsRight() {
            return this == RIGHT || this == FULL || this == RIGHT_ANTI;
        }

        /** Whether rows of the left input alone come out. */
        public boolean isOfLeft() {
            return this == LEFT_SEMI || this == LEFT_ANTI;
        }

        /** Whether rows of the right input alone come out. */
        public boolean isOfRight() {
            return this == RIGHT_SEMI || this == RIGHT_ANTI;
        }

        /** Whether it takes all of the left input to know what comes out of a row of the right one. */
        public boolean endsWithRight() {
            return keepsRight() || this == RIGHT_SEMI;
        }

        /** Whether it takes all of the right input to know what comes out of a row of the left one. */
        public boolean isOneRowOfLeft() {
            return keepsLeft() || this == LEFT_SEMI;
        }
    }

    /** Two columns, each counted within its own input, of the same type. */
    public record Key(int left, int right) {}

    public Join {
        requireNonNull(type, "type is null");
        requireNonNull(filter, "filter is null");
        keys = List.copyOf(keys);
        outputs = List.copyOf(outputs);
        for (int channel : outputs) {
            boolean ofLeft = channel < left.columns().size();
            if (ofLeft ? type.isOfRight() : type.isOfLeft()) {
                throw new IllegalArgumentException("Column " + channel + " of " + type.text());
            }
        }
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
