package io.blueshift.executor.run;

import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.Values;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.connector.SourcePage;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;

/** Threads work on pipelines together, wait for each other only where they must, and may leave when their caller has enough. */
final class PlanRunTest {
    private static final List<Column> COLUMNS = List.of(new Column("x", BIGINT));

    private static Values values(long... values) {
        return new Values(COLUMNS, LongStream.of(values)
                .mapToObj(value -> List.of(new Constant(BIGINT, Optional.of(value)))).toList());
    }

    private static PlanRun run(PlanNode plan) {
        return new PlanRun(plan, null, new RunOptions(0), (_, _) -> {
            throw new AssertionError("no table to scan");
        }, new ExpressionCompiler());
    }

    /** Pulls until there is something to wait for, or nothing more. */
    private static List<Long> pull(ConnectorPageSource worker) {
        List<Long> rows = new ArrayList<>();
        while (!worker.isFinished() && worker.isBlocked().isDone()) {
            SourcePage page = worker.getNextSourcePage();
            for (int row = 0; page != null && row < page.getPositionCount(); row++) {
                rows.add(BIGINT.getLong(page.getBlock(0), row));
            }
        }
        return rows;
    }

    @Test
    void oneThreadDoesEverything() {
        PlanNode plan = new Sort(new Union(List.of(values(3, 1), values(2)), COLUMNS),
                List.of(new Ordering(0, SortOrder.ASC_NULLS_LAST)));
        assertThat(pull(run(plan).open())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aThreadThatComesLateMissesNothingAndRepeatsNothing() {
        PlanRun run = run(new Sort(values(3, 1, 2), List.of(new Ordering(0, SortOrder.DESC_NULLS_LAST))));
        ConnectorPageSource first = run.open();
        ConnectorPageSource second = run.open();
        assertThat(pull(first)).containsExactly(3L, 2L, 1L);
        assertThat(pull(second)).isEmpty();
        assertThat(second.isFinished()).isTrue();
    }

    @Test
    void aThreadThatLeavesEarlyHoldsUpNobody() throws IOException {
        PlanRun run = run(new Union(List.of(values(1), values(2)), COLUMNS));
        ConnectorPageSource leaving = run.open();
        ConnectorPageSource staying = run.open();
        // A slow start may cost the first turn
        SourcePage page = null;
        while (page == null) {
            page = leaving.getNextSourcePage();
        }
        assertThat(pull(staying)).isEmpty();
        assertThat(staying.isBlocked().isDone()).as("waits for the other to end the first branch").isFalse();
        leaving.close();
        assertThat(staying.isBlocked().isDone()).isTrue();
        assertThat(pull(staying)).containsExactly(2L);
        assertThat(staying.isFinished()).isTrue();
    }
}
