package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemotePredicate;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.TableStatistics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps the groups of a whole large table with the engine if the source would make many of them: a few rows each. It
 * hashes or sorts on one thread, in the memory of one statement; here the rows are read over several connections and
 * grouped in less time. Where nothing is known of the table, and below a filter, the source groups.
 */
class GroupGuard {
    private static final double ROWS_SMALL = 500_000;

    private final TableReader reader;
    private final int rowsPerGroup;

    /** @param rowsPerGroup how many rows a group has to stand for on average; 0 lets the source group always */
    GroupGuard(TableReader reader, int rowsPerGroup) {
        this.reader = reader;
        this.rowsPerGroup = rowsPerGroup;
    }

    /** Why the aggregation should stay; empty if it should not. */
    Optional<String> obstacle(RemoteQuery query, List<RemoteColumn> keys) {
        if (rowsPerGroup == 0 || keys.isEmpty() || !query.filter().equals(RemotePredicate.TRUE)
                || !(query.from() instanceof RemoteTable table)) {
            return Optional.empty();
        }
        TableStatistics statistics = reader.statistics(table, List.of());
        double rows = statistics.getRowCount().getValue();
        double groups = Math.min(rows, groups(keys, statistics));
        // Comparisons with what is not known are false
        return rows > ROWS_SMALL && groups * rowsPerGroup > rows
                ? Optional.of(
                        String.format(Locale.ENGLISH, "%.0f groups of %.0f rows are estimated, few rows each", groups,
                                rows))
                : Optional.empty();
    }

    private static double groups(List<RemoteColumn> keys, TableStatistics statistics) {
        double groups = 1;
        for (RemoteColumn key : keys) {
            ColumnStatistics column = statistics.getColumnStatistics().get(new JdbcColumnHandle(key));
            groups *= column == null ? Double.NaN : column.getDistinctValuesCount().getValue();
        }
        return groups;
    }
}
