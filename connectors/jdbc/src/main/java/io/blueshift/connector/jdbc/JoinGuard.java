package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteJoin;
import io.blueshift.pushdown.UniqueKeys;
import io.trino.spi.connector.BasicRelationStatistics;
import io.trino.spi.connector.JoinStatistics;

import java.util.Locale;
import java.util.Optional;

/**
 * Keeps joins with the engine from which clearly more would come back than from reading both sides, the source's work on many
 * rows counted. Where an estimate is missing, a join has to be on a unique key: then it has no more rows than the other side.
 */
class JoinGuard {
    /** What a row takes on its way besides its values, about: its header, the columns' lengths, the work per row. */
    private static final double ROW_BYTES = 16;

    /** How much more may come back: that much a longer name in the place of its key does, and what is above may leave less. */
    private static final double MORE = 1.25;

    /** So many rows a source joins in no time worth counting; each further one takes about what sending a row takes. */
    private static final double ROWS_FREE = 500_000;

    private final UniqueKeys keys;

    JoinGuard(UniqueKeys keys) {
        this.keys = keys;
    }

    /** Why the join should stay; empty if it should not. */
    Optional<String> obstacle(RemoteJoin join, JoinStatistics statistics) {
        Optional<BasicRelationStatistics> joined = statistics.getJoinStatistics();
        Optional<BasicRelationStatistics> left = statistics.getLeftStatistics();
        Optional<BasicRelationStatistics> right = statistics.getRightStatistics();
        if (joined.isEmpty() || left.isEmpty() || right.isEmpty()) {
            return keys.leftIsUnique(join) || keys.rightIsUnique(join)
                    ? Optional.empty()
                    : Optional.of("too little is known of the tables, and it is not on a unique key");
        }
        double reading = MORE * (cost(left.get()) + cost(right.get()));
        if (cost(joined.get()) + work(left.get(), right.get()) <= reading) {
            return Optional.empty();
        }
        return Optional.of("its result is estimated at %s, %s than its sides together: %s and %s".formatted(
                text(joined.get()), cost(joined.get()) > reading ? "more" : "too little less", text(left.get()),
                text(right.get())));
    }

    private static double work(BasicRelationStatistics left, BasicRelationStatistics right) {
        return ROW_BYTES * Math.max(0, left.getRowCount() + right.getRowCount() - ROWS_FREE);
    }

    private static double cost(BasicRelationStatistics relation) {
        return relation.getDataSize() + ROW_BYTES * relation.getRowCount();
    }

    private static String text(BasicRelationStatistics relation) {
        return String.format(Locale.ENGLISH, "%.0f rows of %.0f bytes", relation.getRowCount(),
                relation.getDataSize() / Math.max(1, relation.getRowCount()));
    }
}
