package io.blueshift.server.planning;

import io.trino.jdbc.TrinoResultSet;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Runs SQL and reports what came: rows as text, or the error.
 */
final class Sql {
    /** An operator's line in what EXPLAIN draws: a tree whose branches end in the name. */
    private static final Pattern OPERATOR = Pattern.compile("(?m)^[ │]*(?:[└├]─ )?([A-Z][A-Za-z]+)\\[");

    private Sql() {}

    /** Rows, or the message of the error instead. */
    record Outcome(List<String> rows, Optional<String> error) {}

    /** A connection whose queries run with these session properties. */
    static Connection connect(URI server, Map<String, String> session) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "test");
        if (!session.isEmpty()) {
            properties.setProperty("sessionProperties", String.join(";",
                    session.entrySet().stream().map(entry -> entry.getKey() + ":" + entry.getValue()).toList()));
        }
        return DriverManager.getConnection("jdbc:trino://127.0.0.1:" + server.getPort(), properties);
    }

    static List<String> rows(Connection connection, String sql) throws SQLException {
        return rows(connection, sql, _ -> {});
    }

    /** @param queryId is told which query of the server it was */
    static List<String> rows(Connection connection, String sql, Consumer<String> queryId) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet results = statement.executeQuery(sql)) {
            if (results.isWrapperFor(TrinoResultSet.class)) {
                queryId.accept(results.unwrap(TrinoResultSet.class).getQueryId());
            }
            List<String> rows = new ArrayList<>();
            int columns = results.getMetaData().getColumnCount();
            while (results.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(text(results.getObject(i)));
                }
                rows.add(String.join(" | ", values));
            }
            return rows;
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "NULL";
            case byte[] bytes -> java.util.HexFormat.of().formatHex(bytes);
            case java.sql.Array array -> array.toString();
            default -> value.toString();
        };
    }

    static Outcome outcome(Connection connection, String sql) {
        try {
            return new Outcome(rows(connection, sql).stream().sorted().toList(), Optional.empty());
        } catch (SQLException e) {
            return new Outcome(List.of(), Optional.of(withoutQueryId(e.getMessage())));
        }
    }

    /** Each query has an id of its own. */
    static String withoutQueryId(String message) {
        return message.replaceAll("\\(#[0-9a-z_]+\\)", "(#)");
    }

    static String explain(Connection connection, String sql) throws SQLException {
        return String.join("\n", rows(connection, "EXPLAIN " + sql));
    }

    /** Whether the executor would run the whole query. */
    static boolean isCompiled(Connection connection, String sql) throws SQLException {
        String plan = explain(connection, sql);
        List<String> operators = OPERATOR.matcher(plan).results().map(found -> found.group(1))
                .filter(operator -> !operator.equals("Output") && !operator.equals("LocalExchange")).toList();
        return plan.contains("compiled:") && operators.equals(List.of("TableScan"));
    }
}
