package io.blueshift.benchmarks.tpch;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of a query in the order in which they came, comparable between engines: whole numbers and decimals are
 * {@link BigDecimal}, floating-point numbers {@link Double}, all else text.
 *
 * <p>Numbers are equal if they differ by at most a billionth of themselves, or, where engines give a quotient or an
 * average at different precisions, by at most half a unit of the coarser one's last decimal place. Decimals of the same
 * scale, and all else, have to be the same.
 */
public record Answer(List<List<Object>> rows) {
    private static final double RELATIVE = 1e-9;

    /** Reads all rows. */
    public static Answer read(ResultSet results) throws SQLException {
        int columns = results.getMetaData().getColumnCount();
        List<List<Object>> rows = new ArrayList<>();
        while (results.next()) {
            List<Object> row = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                row.add(comparable(results.getObject(i)));
            }
            rows.add(row);
        }
        return new Answer(rows);
    }

    private static Object comparable(Object value) {
        return switch (value) {
            case null -> "NULL";
            case BigDecimal number -> number;
            case BigInteger number -> new BigDecimal(number);
            case Double number -> number;
            case Float number -> number.doubleValue();
            case Number number -> BigDecimal.valueOf(number.longValue());
            // Dates: both drivers' classes print themselves as year-month-day
            default -> value.toString();
        };
    }

    /** How the other answer differs from this one, which is right; empty if it does not. */
    public Optional<String> difference(Answer other, List<Integer> sortColumns) {
        if (rows.size() != other.rows.size()) {
            return Optional.of("%d rows instead of %d".formatted(other.rows.size(), rows.size()));
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int column : sortColumns) {
                if (!same(rows.get(i).get(column), other.rows.get(i).get(column))) {
                    return Optional.of("row %d in the order is %s instead of %s".formatted(i + 1, other.rows.get(i),
                            rows.get(i)));
                }
            }
        }
        List<List<Object>> expected = sorted(rows);
        List<List<Object>> actual = sorted(other.rows);
        for (int i = 0; i < expected.size(); i++) {
            if (!same(expected.get(i), actual.get(i))) {
                return Optional.of("%s instead of %s".formatted(actual.get(i), expected.get(i)));
            }
        }
        return Optional.empty();
    }

    /** By what engines give exactly: text and whole numbers, which identify the rows of every query. */
    private static List<List<Object>> sorted(List<List<Object>> rows) {
        return rows.stream().sorted(Comparator.comparing(row -> row.stream()
                .map(value -> value instanceof String || value instanceof BigDecimal number && number.scale() == 0
                        ? value.toString()
                        : "")
                .collect(Collectors.joining("\0")))).toList();
    }

    private static boolean same(List<Object> expected, List<Object> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!same(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Object expected, Object actual) {
        if (!(expected instanceof Number left) || !(actual instanceof Number right)) {
            return expected.equals(actual);
        }
        if (left instanceof BigDecimal a && right instanceof BigDecimal b && a.scale() == b.scale()) {
            return a.equals(b);
        }
        double size = Math.max(Math.abs(left.doubleValue()), Math.abs(right.doubleValue()));
        double halfUnit = Math.max(halfUnit(left), halfUnit(right));
        return Math.abs(left.doubleValue() - right.doubleValue()) <= halfUnit + size * RELATIVE;
    }

    private static double halfUnit(Number number) {
        return number instanceof BigDecimal decimal ? 0.5 * Math.pow(10, -decimal.scale()) : 0;
    }
}
