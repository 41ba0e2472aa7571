package io.blueshift.connector.jdbc.fuzz;

import io.trino.Session;
import io.trino.spi.type.Type;
import io.trino.sql.planner.Plan;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryFailedException;
import io.trino.testing.QueryRunner;
import io.trino.testing.QueryRunner.MaterializedResultWithPlan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The engine's answer to a query: rows or an error.
 *
 * @param plan by which it was found, if it was
 */
record Answer(List<Type> types, List<List<Object>> rows, Optional<String> error, Optional<Plan> plan) {
    /** Errors that a row makes, which the source may have left out. */
    private static final Pattern OF_ROWS = Pattern.compile("(?i)overflow|out of range|cannot cast|division by zero"
            + "|cannot be represented|has no equal in|is no date|is no time");

    static Answer of(QueryRunner runner, Session session, String sql) {
        try {
            MaterializedResultWithPlan answer = runner.executeWithPlan(session, sql);
            MaterializedResult result = answer.result();
            return new Answer(result.getTypes(),
                    result.getMaterializedRows().stream().map(MaterializedRow::getFields).toList(), Optional.empty(),
                    answer.queryPlan());
        } catch (QueryFailedException e) {
            return new Answer(List.of(), List.of(), Optional.of(String.valueOf(e.getMessage())), Optional.empty());
        }
    }

    boolean failed() {
        return error.isPresent();
    }

    boolean failedForRows() {
        return error.filter(message -> OF_ROWS.matcher(message).find()).isPresent();
    }

    /** With every difference between values; sorted unless the query has an order. */
    List<String> exact(boolean ordered) {
        return lines(rows.stream().map(row -> row.stream().map(Values::exact).toList().toString()), ordered);
    }

    /** To be compared with another's rows of the same types. */
    List<String> plain(List<List<Object>> others, boolean ordered) {
        return lines(others.stream().map(row -> IntStream.range(0, row.size())
                .mapToObj(i -> Values.plain(row.get(i), types.get(i))).toList().toString()), ordered);
    }

    private static List<String> lines(Stream<String> lines, boolean ordered) {
        return ordered ? lines.toList() : lines.sorted().toList();
    }

    /** How many there are, and some that are not among the others. */
    static String summary(List<String> lines, List<String> others) {
        List<String> more = new ArrayList<>(lines);
        others.forEach(more::remove);
        return lines.size() + " rows, not among the others: " + more.stream().limit(3).toList();
    }

    /** Where one of them may be an error. */
    static String summary(Answer answer, Answer other, boolean ordered) {
        return answer.error().orElseGet(() -> summary(answer.exact(ordered), other.exact(ordered)));
    }
}
