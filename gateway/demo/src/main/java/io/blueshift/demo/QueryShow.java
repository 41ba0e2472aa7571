package io.blueshift.demo;

import io.trino.jdbc.TrinoResultSet;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the demo's queries one after the other and shows each: statement, answer, time, and every source's share. */
final class QueryShow {
    private static final Duration REPORT_PATIENCE = Duration.ofSeconds(5);
    private static final int TEXT_WIDTH = 112;

    private final Connection connection;
    private final QueryEvents events;
    private final DemoConsole console;

    QueryShow(Connection connection, QueryEvents events, DemoConsole console) {
        this.connection = connection;
        this.events = events;
        this.console = console;
    }

    void showAll() throws Exception {
        List<DemoQuery> queries = DemoQuery.all();
        for (int number = 1; number <= queries.size(); number++) {
            console.heading("Query %d of %d: %s".formatted(number, queries.size(), queries.get(number - 1).title()));
            show(queries.get(number - 1));
        }
    }

    private void show(DemoQuery query) throws Exception {
        query.remarks().forEach(console::line);
        console.line("");
        query.sql().lines().forEach(line -> console.line("    " + line));
        console.line("");
        try (Statement statement = connection.createStatement()) {
            if (query.explained()) {
                explain(statement, query.sql());
            }
            run(statement, query.sql());
        }
    }

    private void run(Statement statement, String sql) throws Exception {
        long begin = System.nanoTime();
        String queryId;
        List<String> headings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet results = statement.executeQuery(sql)) {
            ResultSetMetaData columns = results.getMetaData();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                headings.add(columns.getColumnLabel(column));
            }
            while (results.next()) {
                rows.add(row(results, headings.size()));
            }
            queryId = results.unwrap(TrinoResultSet.class).getQueryId();
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        TextTable.render(headings, rows).forEach(line -> console.line("  " + line));
        console.line("  (%s in %s)".formatted(DemoConsole.count(rows.size()), DemoConsole.seconds(time)));
        shares(queryId);
    }

    private void shares(String queryId) throws InterruptedException {
        console.line("");
        List<SourceShare> shares = events.take(queryId, REPORT_PATIENCE).map(SourceShare::of).orElse(List.of());
        if (shares.isEmpty()) {
            console.line("  (no report on what the sources were asked)");
        }
        for (SourceShare share : shares) {
            console.line("  %s returned %s".formatted(share.table(), share.returned()));
            share.asked().ifPresent(asked -> wrap("asked: " + asked).forEach(line -> console.line("      " + line)));
        }
    }

    /** The plan without the layout and cost lines, which say nothing about sources. */
    private void explain(Statement statement, String sql) throws SQLException {
        console.line("    EXPLAIN says, of the sources:");
        try (ResultSet results = statement.executeQuery("EXPLAIN " + sql)) {
            while (results.next()) {
                PlanExcerpt.ofSources(results.getString(1)).stream().flatMap(line -> wrap(line).stream())
                        .forEach(line -> console.line("      " + line));
            }
        }
        console.line("");
    }

    private static List<String> row(ResultSet results, int columns) throws SQLException {
        List<String> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
            Object value = results.getObject(column);
            row.add(switch (value) {
                case null -> "NULL";
                case BigDecimal number -> number.toPlainString();
                default -> value.toString();
            });
        }
        return row;
    }

    /** Breaks a long text at blanks; continuation lines are indented. */
    static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > TEXT_WIDTH && rest.lastIndexOf(' ', TEXT_WIDTH) > TEXT_WIDTH / 2) {
            int end = rest.lastIndexOf(' ', TEXT_WIDTH);
            lines.add(rest.substring(0, end));
            rest = "  " + rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }
}
