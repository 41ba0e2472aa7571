package io.blueshift.executor.run;

import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Shared;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.report.OperatorReport;
import io.blueshift.executor.report.PipelineReport;
import io.blueshift.executor.report.RunReport;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.spill.Spills;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.connector.SourcePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static io.trino.spi.type.BigintType.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows that are computed once are there for everybody who reads them, in memory and on disk. */
final class SharedRowsTest {
    private static final List<Column> X = List.of(new Column("x", BIGINT));
    private static final int ROWS = 1000;

    private static Values values(long... values) {
        return new Values(X, LongStream.of(values)
                .mapToObj(value -> List.of(new Constant(BIGINT, Optional.of(value)))).toList());
    }

    /** In two branches. */
    private static Shared many() {
        return new Shared(new Union(List.of(values(LongStream.range(0, ROWS / 2).toArray()),
                values(LongStream.range(ROWS / 2, ROWS).toArray())), X));
    }

    private static PlanRun run(PlanNode plan, Spilling spilling) {
        return new PlanRun(plan, null, new RunOptions(7, spilling), (_, _) -> {
            throw new AssertionError("no table to scan");
        }, new ExpressionCompiler());
    }

    /** What the threads deliver, which take turns. */
    private static List<Long> rows(PlanRun run, int threads) throws Exception {
        List<ConnectorPageSource> workers = Stream.generate(run::open).limit(threads).toList();
        List<Long> rows = new ArrayList<>();
        while (workers.stream().anyMatch(worker -> !worker.isFinished())) {
            for (ConnectorPageSource worker : workers) {
                SourcePage page = worker.isFinished() ? null : worker.getNextSourcePage();
                for (int row = 0; page != null && row < page.getPositionCount(); row++) {
                    rows.add(BIGINT.getLong(page.getBlock(0), row));
                }
            }
        }
        for (ConnectorPageSource worker : workers) {
            worker.close();
        }
        return rows;
    }

    private static List<Long> rows(PlanNode plan, long operatorBytes, int threads) throws Exception {
        try (Spilling spilling = Spills.holding(operatorBytes); PlanRun run = run(plan, spilling)) {
            List<Long> rows = rows(run, threads);
            assertThat(spilling.filesMade() > 0).as("spills").isEqualTo(operatorBytes == 1);
            assertThat(spilling.budget().used()).as("bytes held when all is read").isZero();
            return rows;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Long.MAX_VALUE})
    void everyReaderGetsAllRows(long operatorBytes) throws Exception {
        Shared shared = many();
        PlanNode plan = new Union(List.of(shared, values(-1), shared, shared), X);
        List<Long> once = LongStream.range(0, ROWS).boxed().toList();
        List<Long> expected = Stream.of(once, once, List.of(-1L), once).flatMap(List::stream).sorted().toList();
        for (int threads = 1; threads <= 3; threads++) {
            assertThat(rows(plan, operatorBytes, threads).stream().sorted()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Long.MAX_VALUE})
    void aReaderMayStopEarly(long operatorBytes) throws Exception {
        Shared shared = many();
        PlanNode plan = new Union(List.of(new Limit(shared, 3), shared), X);
        assertThat(rows(plan, operatorBytes, 2)).hasSize(ROWS + 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Long.MAX_VALUE})
    void rowsThatAreOrderedStaySo(long operatorBytes) throws Exception {
        Shared shared = new Shared(
                new Sort(many().input(), List.of(new Ordering(0, SortOrder.DESC_NULLS_LAST))));
        List<Long> once = LongStream.range(0, ROWS).map(i -> ROWS - 1 - i).boxed().toList();
        assertThat(rows(new Union(List.of(shared, shared), X), operatorBytes, 1))
                .isEqualTo(Stream.of(once, once).flatMap(List::stream).toList());
    }

    @Test
    void noRowsAreSharedToo() throws Exception {
        Shared shared = new Shared(values());
        assertThat(rows(run(new Union(List.of(shared, shared), X), Spilling.never()), 2)).isEmpty();
    }

    @Test
    void aSideOfAJoinMayBeTheOther() throws Exception {
        Shared shared = many();
        PlanNode join = new Join(shared, shared, Join.Type.INNER, List.of(new Join.Key(0, 0)), Optional.empty(),
                List.of(1), false);
        assertThat(rows(run(join, Spilling.never()), 2)).hasSize(ROWS);
    }

    @Test
    void reportsSayWhoReads() {
        Shared shared = new Shared(values(1));
        RunReport report = PlanRun.describe(new Union(List.of(shared, values(2), shared), X), null);
        assertThat(report.pipelines()).extracting(PipelineReport::after)
                .containsExactly(List.of(), List.of(1), List.of(), List.of(1));
        assertThat(report.pipelines().getFirst().operators().getLast().text()).isEqualTo("read by pipelines 2, 4");
        assertThat(report.pipelines().get(3).operators()).extracting(OperatorReport::text)
                .containsExactly("Rows of pipeline 1", "output");
    }
}
