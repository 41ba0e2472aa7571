package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteJoin;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteRelation;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.TableStatistics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps groups of a large table with the engine if the source would make many of them: a few rows each. It hashes or
 * sorts on one thread, in the memory of one statement; here the rows are read over several connections and
 * grouped in less time. Where nothing is known of the tables, the source groups. A filter is not looked at: it leaves groups
 * fewer rows, if anything.
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
        if (rowsPerGroup == 0 || keys.isEmpty()) {
            return Optional.empty();
        }
        // Of joined tables the largest: that many rows a join has, if each finds a partner in the others
        double rows = query.from().tables().filter(table -> table.schema().isPresent())
                .mapToDouble(table -> statistics(table).getRowCount().getValue()).max().orElse(Double.NaN);
        double groups = Math.min(rows,
                keys.stream().mapToDouble(key -> values(query.from(), key)).reduce(1, (a, b) -> a * b));
        // Comparisons with what is not known are false
        return rows > ROWS_SMALL && groups * rowsPerGroup > rows
                ? Optional.of(
                        String.format(Locale.ENGLISH, "%.0f groups of %.0f rows are estimated, few rows each", groups,
                                rows))
                : Optional.empty();
    }

    /** How many values the column has in its table; NaN if nobody knows, as of most that is computed. */
    private double values(RemoteRelation relation, RemoteColumn column) {
        return switch (relation) {
            case RemoteTable table -> values(reader.statistics(table, List.of(column)), column);
            case RemoteJoin join -> join.outputs().stream().filter(output -> output.column().equals(column)).findFirst()
                    .map(output -> values((output.ofLeft() ? join.left() : join.right()).from(), output.source()))
                    .orElse(Double.NaN);
            default -> Double.NaN;
        };
    }

    private static double values(TableStatistics statistics, RemoteColumn column) {
        ColumnStatistics known = statistics.getColumnStatistics().get(new JdbcColumnHandle(column));
        return known == null ? Double.NaN : known.getDistinctValuesCount().getValue();
    }

    private TableStatistics statistics(RemoteTable table) {
        return reader.statistics(table, List.of());
    }
}
