package io.blueshift.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One of the demo's queries, read from a file on the class path: comment lines first (title, then what to look at), then
 * the statement. The text is standard SQL that DuckDB reads as well, so the tests can compare answers.
 *
 * @param title what the query asks, in words
 * @param remarks what is worth seeing in it; one sentence per element
 * @param sql the statement without semicolon
 * @param explained whether the demo shows the plan too
 */
public record DemoQuery(String title, List<String> remarks, String sql, boolean explained) {
    private static final List<String> FILES = List.of("1-revenue-by-nation-and-month", "2-customers-with-late-items",
            "3-cheapest-offers", "4-revenue-in-local-currency", "5-profit-over-all-sources",
            "6-what-sources-are-asked");

    /** The six queries in the order in which they are shown. */
    public static List<DemoQuery> all() {
        return FILES.stream().map(DemoQuery::read).toList();
    }

    private static DemoQuery read(String file) {
        String resource = "queries/" + file + ".sql";
        try (InputStream in = DemoQuery.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing on the class path: " + resource);
            }
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DemoQuery parse(String text) {
        List<String> comments = text.lines()
                .filter(line -> line.startsWith("--"))
                .map(line -> line.substring(2).strip())
                .toList();
        String sql = text.lines().filter(line -> !line.startsWith("--")).reduce((a, b) -> a + "\n" + b).orElse("")
                .strip();
        boolean explained = comments.contains("EXPLAIN");
        List<String> remarks = comments.stream().skip(1).filter(line -> !line.equals("EXPLAIN")).toList();
        return new DemoQuery(comments.getFirst(), remarks, sql, explained);
    }
}
