package io.blueshift.server.planning.fuzz;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a query gave, each value as text that is the same where the values are equal in SQL.
 *
 * @param rows in the order of their arrival
 * @param error the message if the query failed
 * @param code the error's code, 0 without an error
 */
record Answer(List<List<String>> rows, Optional<String> error, int code) {
    /** Codes of errors that one row raises: which of several rows is first to do so is open. */
    private static final Set<Integer> OF_DATA = Set.of(7, 8, 9, 19, 28);
    /** Time and memory: of the machine, not of the query. */
    private static final int RESOURCES = 0x2_0000;

    private static final int INTERNAL = 0x1_0000;

    static Answer of(Connection connection, String sql) {
        try (Statement statement = connection.createStatement(); ResultSet results = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = results.getMetaData().getColumnCount();
            while (results.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(value(results, i));
                }
                rows.add(row);
            }
            return new Answer(rows, Optional.empty(), 0);
        } catch (SQLException e) {
            return new Answer(List.of(), Optional.of(String.valueOf(e.getMessage())), e.getErrorCode());
        }
    }

    private static String value(ResultSet results, int column) throws SQLException {
        Object value = results.getObject(column);
        return value instanceof Date
                ? results.getString(column)
                : text(value);
    }

    private static String text(Object value) throws SQLException {
        return switch (value) {
            case null -> "NULL";
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            // Zeros are equal whatever their sign
            case Float number -> Float.toString(number + 0f);
            case Double number -> Double.toString(number + 0d);
            case BigDecimal number -> number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            case Array array -> {
                List<String> elements = new ArrayList<>();
                for (Object element : (Object[]) array.getArray()) {
                    elements.add(text(element));
                }
                yield elements.toString();
            }
            case List<?> list -> {
                List<String> elements = new ArrayList<>();
                for (Object element : list) {
                    elements.add(text(element));
                }
                yield elements.toString();
            }
            case Map<?, ?> map -> {
                Map<String, String> entries = new TreeMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    entries.put(text(entry.getKey()), text(entry.getValue()));
                }
                yield entries.toString();
            }
            default -> value.toString();
        };
    }

    boolean failed() {
        return error.isPresent();
    }

    /** Whether the machine was too small or too slow, of which nothing is to be learnt. */
    boolean exhausted() {
        return (code & RESOURCES) != 0;
    }

    /** Whether the engine failed by a fault of its own, so that it is no oracle. */
    boolean broken() {
        return (code & INTERNAL) != 0;
    }

    /** How the other answer to the same query differs; empty if it is right when this one is. */
    Optional<String> difference(Answer other, boolean ordered) {
        if (failed() || other.failed()) {
            boolean same = code == other.code || OF_DATA.contains(code) && OF_DATA.contains(other.code);
            return same ? Optional.empty() : Optional.of("%s instead of %s".formatted(other.summary(), summary()));
        }
        List<String> expected = rows.stream().map(Object::toString).toList();
        List<String> actual = other.rows.stream().map(Object::toString).toList();
        if (ordered ? expected.equals(actual) : sorted(expected).equals(sorted(actual))) {
            return Optional.empty();
        }
        List<String> missing = without(expected, actual);
        List<String> added = without(actual, expected);
        return Optional.of("%d rows instead of %d; missing %s, too many %s".formatted(actual.size(), expected.size(),
                missing.stream().limit(3).toList(), added.stream().limit(3).toList()));
    }

    String summary() {
        return error.map(message -> "error " + code + " (" + message.lines().findFirst().orElse("") + ")")
                .orElse(rows.size() + " rows");
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    private static List<String> without(List<String> rows, List<String> others) {
        List<String> rest = new ArrayList<>(sorted(rows));
        others.forEach(rest::remove);
        return rest;
    }
}
