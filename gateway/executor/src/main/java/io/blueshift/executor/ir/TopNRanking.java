package io.blueshift.executor.ir;

import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The first rows of each partition, with their rank.
 *
 * @param keys channels of the input that make the partitions
 * @param name of the rank's column
 * @param rankMax rows with a greater rank are left out
 */
public record TopNRanking(PlanNode input, List<Integer> keys, List<Ordering> orderings, Ranking ranking, String name,
        long rankMax) implements PlanNode {
    /** How rows are ranked. */
    public enum Ranking {
        ROW_NUMBER, RANK, DENSE_RANK
    }

    public TopNRanking {
        requireNonNull(input, "input is null");
        keys = List.copyOf(keys);
        orderings = List.copyOf(orderings);
        requireNonNull(ranking, "ranking is null");
        requireNonNull(name, "name is null");
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(input.columns());
        columns.add(new Column(name, BigintType.BIGINT));
        return List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}
