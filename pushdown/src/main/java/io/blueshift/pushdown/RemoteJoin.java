package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Two queries' rows joined, as a relation of its own: what is asked next is asked of it as of a table. Each side keeps
 * what was asked of it before, in its own names; the relation's columns have names that are different on both sides.
 *
 * @param left its select list plays no part
 * @param right the same
 * @param condition over this relation's columns
 * @param outputs in any order
 */
public record RemoteJoin(Kind kind, RemoteQuery left, RemoteQuery right, RemotePredicate condition,
        List<Output> outputs) implements RemoteRelation {
    public RemoteJoin {
        requireNonNull(kind, "kind is null");
        requireNonNull(left, "left is null");
        requireNonNull(right, "right is null");
        requireNonNull(condition, "condition is null");
        outputs = ImmutableList.copyOf(outputs);
    }

    /** Which rows come without a partner, with NULLs in its place. */
    public enum Kind {
        INNER("JOIN"), LEFT("LEFT JOIN"), RIGHT("RIGHT JOIN"), FULL("FULL JOIN");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        /** Whether all rows of the left side come, partner or not. */
        public boolean keepsLeft() {
            return this == LEFT || this == FULL;
        }

        /** Whether all rows of the right side come, partner or not. */
        public boolean keepsRight() {
            return this == RIGHT || this == FULL;
        }
    }

    /**
     * A column, and which column of a side it is.
     *
     * @param ofLeft else it is one of the right side
     */
    public record Output(RemoteColumn column, boolean ofLeft, RemoteColumn source) {
        public Output {
            requireNonNull(column, "column is null");
            requireNonNull(source, "source is null");
        }
    }

    public List<RemoteColumn> columns() {
        return outputs.stream().map(Output::column).toList();
    }

    List<RemoteColumn> sources(boolean ofLeft) {
        return outputs.stream().filter(output -> output.ofLeft() == ofLeft).map(Output::source).distinct().toList();
    }

    @Override
    public RemoteTable table() {
        return left.from().table();
    }

    @Override
    public Stream<RemoteTable> tables() {
        return Stream.concat(left.from().tables(), right.from().tables());
    }
}
