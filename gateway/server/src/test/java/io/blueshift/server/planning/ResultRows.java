package io.blueshift.server.planning;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A result as SQL defines it: rows in any order as far as ORDER BY leaves it open, and floating-point numbers that depend
 * on the order of additions.
 *
 * @param labels the columns' names
 * @param rows values as the driver gives them, NULL as null
 * @param error the message where the query failed, without the query's id
 */
record ResultRows(List<String> labels, List<List<Object>> rows, Optional<String> error) {
    /** What the order of additions may change of a sum, relative to it. */
    private static final double TOLERANCE = 1e-9;

    static ResultRows of(Connection connection, String sql) {
        try (Statement statement = connection.createStatement(); ResultSet results = statement.executeQuery(sql)) {
            List<String> labels = new ArrayList<>();
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                labels.add(results.getMetaData().getColumnLabel(i));
            }
            List<List<Object>> rows = new ArrayList<>();
            while (results.next()) {
                Object[] row = new Object[labels.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = results.getObject(i + 1);
                }
                rows.add(Arrays.asList(row));
            }
            return new ResultRows(labels, rows, Optional.empty());
        } catch (SQLException e) {
            return new ResultRows(List.of(), List.of(), Optional.of(Sql.withoutQueryId(e.getMessage())));
        }
    }

    /** How the other result of the same query differs, in a sentence; empty if both are right when one is. */
    Optional<String> difference(ResultRows other, QueryOrder order) {
        if (!error.equals(other.error)) {
            return Optional.of("error %s instead of %s".formatted(other.error, error));
        }
        if (rows.size() != other.rows.size()) {
            return Optional.of("%d rows instead of %d".formatted(other.rows.size(), rows.size()));
        }
        int[] keys = order.columns(labels);
        for (int i = 0; i < rows.size(); i++) {
            if (!sameIn(keys, rows.get(i), other.rows.get(i))) {
                return Optional.of(rowDiffers("in the order", i, rows.get(i), other.rows.get(i)));
            }
        }
        Optional<String> difference = unorderedDifference(rows, other.rows);
        boolean cut = keys.length > 0 && order.limit().isPresent() && order.limit().getAsLong() == rows.size();
        if (difference.isPresent() && cut) {
            // Which of the rows that are last by the sort key come within the limit is open
            return unorderedDifference(beforeLastKey(keys, rows), beforeLastKey(keys, other.rows));
        }
        return difference;
    }

    private static List<List<Object>> beforeLastKey(int[] keys, List<List<Object>> rows) {
        List<Object> last = rows.getLast();
        return rows.stream().filter(row -> !sameIn(keys, row, last)).toList();
    }

    private static Optional<String> unorderedDifference(List<List<Object>> expected, List<List<Object>> actual) {
        List<List<Object>> left = expected.stream().sorted(ANY_ORDER).toList();
        List<List<Object>> right = actual.stream().sorted(ANY_ORDER).toList();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!sameIn(IntStream.range(0, left.get(i).size()).toArray(), left.get(i), right.get(i))) {
                return Optional.of(rowDiffers("sorted", i, left.get(i), right.get(i)));
            }
        }
        return left.size() == right.size()
                ? Optional.empty()
                : Optional.of("%d rows before the last sort key instead of %d".formatted(right.size(), left.size()));
    }

    private static String rowDiffers(String how, int row, List<Object> expected, List<Object> actual) {
        return "row %d %s: %s instead of %s".formatted(row, how, actual, expected);
    }

    private static boolean sameIn(int[] columns, List<Object> left, List<Object> right) {
        return Arrays.stream(columns).allMatch(column -> same(left.get(column), right.get(column)));
    }

    private static boolean same(Object left, Object right) {
        if (left instanceof Double || left instanceof Float) {
            double a = ((Number) left).doubleValue();
            return right instanceof Number number && right.getClass() == left.getClass()
                    && (Double.compare(a, number.doubleValue()) == 0
                            || Math.abs(a - number.doubleValue()) <= TOLERANCE
                                    * Math.max(Math.abs(a), Math.abs(number.doubleValue())));
        }
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return Objects.equals(left, right);
    }

    /** Inexact numbers come last, lest they part equal rows. */
    private static final Comparator<List<Object>> ANY_ORDER = Comparator
            .<List<Object>, String>comparing(row -> row.stream().filter(value -> !(value instanceof Double))
                    .map(String::valueOf).collect(Collectors.joining("\0")))
            .thenComparing((left, right) -> {
                for (int i = 0; i < left.size(); i++) {
                    if (left.get(i) instanceof Double a && right.get(i) instanceof Double b && a.compareTo(b) != 0) {
                        return a.compareTo(b);
                    }
                }
                return 0;
            });
}
