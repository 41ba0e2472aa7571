package io.blueshift.server.planning;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn;
import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;
import io.blueshift.connector.jdbc.fuzz.FuzzQuery;
import io.blueshift.connector.jdbc.fuzz.TableQueries;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random queries with CASE, IF and FILTER, which only a whole server offers to sources: the same rows with pushdown
 * and by Trino's operators without. As elsewhere, a query that fails without pushdown may succeed with it, never the
 * other way round. A short run that is the same each time, unless {@code blueshift.fuzz.seconds} and
 * {@code blueshift.fuzz.seed} are set.
 *
 * @param pushed whose queries are pushed
 * @param engine whose queries are not
 */
record RandomChoices(Connection pushed, Connection engine, String catalog) {
    private static final int QUERIES = 60;
    private static final Pattern CHOOSES = Pattern.compile("CASE |IF\\(|FILTER \\(");
    /** In what EXPLAIN shows of a remote statement, which stands in one line. */
    private static final Pattern MOVED = Pattern.compile("SELECT [^\n]*CASE WHEN[^\n]* FROM |FROM [^\n]*CASE WHEN");
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        List.of("si", "i", "bi").forEach(name -> KINDS.put(name, Kind.INTEGER));
        List.of("n", "wide").forEach(name -> KINDS.put(name, Kind.DECIMAL));
        List.of("vc", "t").forEach(name -> KINDS.put(name, Kind.TEXT));
        KINDS.putAll(Map.of("r", Kind.REAL, "d", Kind.DOUBLE, "b", Kind.BOOLEAN, "c", Kind.PADDED, "dt", Kind.DATE,
                "tm", Kind.TIME, "ts", Kind.TIMESTAMP, "tz", Kind.INSTANT));
    }

    /** @throws AssertionError with the queries whose answers differ, and if next to none of them moved */
    void run() throws SQLException {
        long seed = Long.getLong("blueshift.fuzz.seed", 1) * 1_000_003;
        long end = System.nanoTime() + Integer.getInteger("blueshift.fuzz.seconds", 0) * 1_000_000_000L;
        TableQueries queries = new TableQueries(catalog + ".shop.types", KINDS.keySet().stream().sorted()
                .map(name -> FuzzColumn.of(name, "", KINDS.get(name), List.of())).toList());
        List<String> finds = new ArrayList<>();
        int asked = 0;
        int moved = 0;
        for (; asked < QUERIES || System.nanoTime() < end; seed++) {
            FuzzQuery query = queries.query(seed);
            if (CHOOSES.matcher(query.engines()).find()) {
                asked++;
                difference(query).forEach(finds::add);
                moved += moves(query) ? 1 : 0;
            }
        }
        System.out.printf("%s: %d of %d moved, %d finds%n%s%n", catalog, moved, asked, finds.size(),
                String.join("\n", finds));
        assertThat(finds).isEmpty();
        assertThat(moved).isGreaterThan(asked / 10);
    }

    private List<String> difference(FuzzQuery query) {
        Sql.Outcome expected = Sql.outcome(engine, query.engines());
        Sql.Outcome actual = Sql.outcome(pushed, query.engines());
        boolean same = expected.error().isPresent()
                || actual.error().isEmpty() && expected.rows().equals(actual.rows());
        return same ? List.of() : List.of("%s%n  without: %s%n  with: %s".formatted(query.engines(), expected, actual));
    }

    private boolean moves(FuzzQuery query) throws SQLException {
        return MOVED.matcher(Sql.explain(pushed, query.engines())).find();
    }
}
