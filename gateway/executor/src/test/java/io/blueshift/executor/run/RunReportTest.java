package io.blueshift.executor.run;

import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.report.OperatorReport;
import io.blueshift.executor.report.PipelineCounts;
import io.blueshift.executor.report.PipelineReport;
import io.blueshift.executor.report.ReportText;
import io.blueshift.executor.report.RunReport;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SortOrder;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static org.assertj.core.api.Assertions.assertThat;

/** A run says which pipelines it has, which wait for which, and what went through them. */
final class RunReportTest {
    private static final List<Column> X = List.of(new Column("x", BIGINT));
    private static final List<Column> Y = List.of(new Column("y", BIGINT));

    private static Values values(List<Column> columns, long... values) {
        return new Values(columns, LongStream.of(values)
                .mapToObj(value -> List.of(new Constant(BIGINT, Optional.of(value)))).toList());
    }

    private static Sort sorted(PlanNode input) {
        return new Sort(input, List.of(new Ordering(0, SortOrder.ASC_NULLS_LAST)));
    }

    private static Join join(PlanNode left, PlanNode right, Join.Type type) {
        return new Join(left, right, type, List.of(new Join.Key(0, 0)), Optional.empty(), List.of(0, 1), false);
    }

    private static RunReport run(PlanNode plan) throws IOException {
        PlanRun run = new PlanRun(plan, null, new RunOptions(0), (_, _) -> {
            throw new AssertionError("no table to scan");
        }, new ExpressionCompiler());
        try (ConnectorPageSource worker = run.open()) {
            while (!worker.isFinished()) {
                worker.getNextSourcePage();
            }
        }
        return run.report();
    }

    @Test
    void aPipelineComesAfterThoseWhoseRowsItUses() {
        RunReport report = PlanRun.describe(
                join(new Union(List.of(values(X, 1), values(X, 2)), X), sorted(values(Y, 2)), Join.Type.FULL), null);
        assertThat(report.pipelines()).extracting(PipelineReport::after)
                .containsExactly(List.of(), List.of(1), List.of(2), List.of(2), List.of(2));
        assertThat(report.pipelines().get(1).operators()).extracting(OperatorReport::text).containsExactly(
                "Rows of pipeline 1", "build side of Join FULL x = y -> [x, y]");
        assertThat(report.pipelines().get(3).operators()).extracting(OperatorReport::text).containsExactly(
                "Values [x], 1 rows", "Join FULL x = y -> [x, y], with the rows of pipeline 2", "output");
        assertThat(report.pipelines().get(4).operators().getFirst().text())
                .isEqualTo("Unmatched rows of pipeline 2");
    }

    @Test
    void equalNodesAreToldApart() {
        Sort twice = sorted(sorted(values(X, 1)));
        RunReport report = PlanRun.describe(twice, null);
        assertThat(report.pipelines()).extracting(PipelineReport::after)
                .containsExactly(List.of(), List.of(1), List.of(2));
    }

    @Test
    void whatGoesThroughIsCounted() throws IOException {
        Filter nothing = new Filter(values(X, 1, 2, 3), List.of(new Constant(BOOLEAN, Optional.of(false))));
        RunReport report = run(
                join(sorted(new Union(List.of(values(X, 1, 2, 3, 4), nothing), X)), values(Y, 2, 4, 4),
                        Join.Type.INNER));
        PipelineCounts build = report.pipelines().getFirst().counts();
        assertThat(build.rows(0)).isEqualTo(3);
        assertThat(build.sink()).containsEntry("rows", 3L);
        PipelineCounts filtered = report.pipelines().get(2).counts();
        assertThat(filtered.rows(0)).isEqualTo(3);
        assertThat(filtered.rows(1)).isZero();
        assertThat(filtered.batches(1)).isZero();
        assertThat(filtered.sink()).containsEntry("rows kept", 4L);
        PipelineCounts probe = report.pipelines().getLast().counts();
        assertThat(probe.rows(0)).isEqualTo(4);
        assertThat(probe.rows(1)).isEqualTo(3);
        assertThat(probe.threads()).isEqualTo(1);
        assertThat(ReportText.analyzed(report)).startsWith("pipelines\n").contains("Pipeline 4, after 1, 2, 3: ",
                "Rows of pipelines 2, 3 {4 rows in 1 batch}", "Code: 0 classes from the cache, 1 generated in ");
    }

    @Test
    void whoLeavesEarlyIsCountedToo() throws IOException {
        PlanRun run = new PlanRun(values(X, 1, 2, 3), null, new RunOptions(0), (_, _) -> {
            throw new AssertionError("no table to scan");
        }, new ExpressionCompiler());
        try (ConnectorPageSource worker = run.open()) {
            assertThat(worker.getNextSourcePage()).isNotNull();
        }
        assertThat(run.report().pipelines().getFirst().counts().rows(0)).isEqualTo(3);
    }

    @Test
    void columnsOfAFilterAreNamed() {
        Filter filter = new Filter(values(List.of(new Column("flag", BOOLEAN))),
                List.of(new Input(0, "flag", BOOLEAN)));
        assertThat(ReportText.plan(PlanRun.describe(filter, null))).contains("Filter flag");
    }
}
